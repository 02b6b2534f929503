"""Which version of the application this is, as the files that leave it say."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def application_version() -> str:
    """The version said in pyproject.toml."""
    project = Path(__file__).parents[1] / "pyproject.toml"
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
