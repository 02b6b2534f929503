"""The page «Accompagnement», piece by piece."""
