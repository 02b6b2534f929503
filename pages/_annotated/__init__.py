"""The page «Carte annotée», piece by piece."""
