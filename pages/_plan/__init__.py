"""The page «Plan d'actions», piece by piece."""
