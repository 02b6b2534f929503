"""The version of the application, said once in pyproject.toml."""

from __future__ import annotations

from diagnostic.application import application_version

APP_VERSION = application_version()
