"""The page «Historique», piece by piece."""
