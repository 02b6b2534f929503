"""One file per step, replayed in order."""
