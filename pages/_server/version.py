"""The version of the application, said once in pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path


def _read() -> str:
    project = Path(__file__).parents[2] / "pyproject.toml"
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


APP_VERSION = _read()
