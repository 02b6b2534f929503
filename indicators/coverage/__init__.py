"""Coverage by services: where they are, how far, how many for how many people; what is not known is said."""
