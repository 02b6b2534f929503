"""What people say of the figures: statements (constats), their evidence, the AFOM grid.

Never imports `pages`; imports `indicators` only. What is typed here is append-only:
nothing is deleted for good, and every change keeps what stood there before.
"""
