"""The page «Couverture», piece by piece."""
