"""Our map beside the obvious one, and imports beside DuckDB, measured in one run: `make bench`."""
