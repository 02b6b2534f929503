"""The views of the page «Comparer», one per file."""
