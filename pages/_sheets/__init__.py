"""The page «Fiches thématiques», piece by piece."""
