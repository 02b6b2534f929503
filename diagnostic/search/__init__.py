"""Search over everything that people wrote: an index in memory, kept up with the database."""
