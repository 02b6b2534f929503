"""What a diagnostic holds besides its statements: one file per kind, all frozen, all without names."""
