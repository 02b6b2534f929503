"""The page «Journal de la démarche», piece by piece."""
