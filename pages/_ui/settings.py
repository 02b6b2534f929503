"""Settings of the screens; part of the table of settings in the README."""

from __future__ import annotations

from functools import cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class DisplaySettings(BaseSettings):
    """Settings of what people see."""

    model_config = SettingsConfigDict(env_prefix="DIAGNOSTIC_", env_file=".env", extra="ignore")

    tiles: str | None = Field(
        default=None,
        description="Adresse d'un serveur de tuiles pour le fond de carte "
        "(«\u00a0https://…/{z}/{x}/{y}.png\u00a0»). Absente\u00a0: aucun serveur tiers n'est appelé.",
    )
    tiles_attribution: str = Field(default="", description="Mention à afficher avec le fond de carte.")


@cache
def display_settings() -> DisplaySettings:
    """The settings, read once per process."""
    return DisplaySettings()
