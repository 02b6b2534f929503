"""The page «Diagnostics», piece by piece."""
