"""The grid as it is moved: a component of its own for the board, one for the projector."""
