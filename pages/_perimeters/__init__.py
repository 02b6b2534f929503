"""The page «Périmètres», piece by piece."""
