"""One diagnostic as one file: out of one database, into another, without loss."""
