"""Where the statistics stand; part of the table of settings in the README."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOM = Path(__file__).parent
SOURCES = ROOM / "sources"
CATALOGUE = ROOM / "catalogue"


class DataSettings(BaseSettings):
    """Settings of the statistics."""

    model_config = SettingsConfigDict(env_prefix="DIAGNOSTIC_", env_file=".env", extra="ignore")

    statistics: Path = Field(
        default=ROOM / "built" / "statistiques.duckdb",
        description="Fichier des statistiques, écrit par «\u00a0python -m data build\u00a0».",
    )
    imports: Path = Field(
        default_factory=lambda: user_data_path("diagnostic-de-quartier", appauthor=False) / "imports",
        description="Dossier des fichiers importés et acceptés, avec leur journal.",
    )
    kept_versions: int = Field(
        default=5, ge=1, description="Nombre de versions des statistiques gardées pour comparaison."
    )
    smallest_group: int = Field(
        default=200,
        ge=1,
        description="Nombre d'habitant·es sous lequel aucun chiffre d'un périmètre n'est montré, et qui doit "
        "séparer deux périmètres.",
    )
