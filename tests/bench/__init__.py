"""Our map beside the obvious one, measured in one run: `make bench`."""
