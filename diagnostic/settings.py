"""The settings of the application: the only place that says where things are kept."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from indicators.language import _

APPLICATION = "diagnostic-de-quartier"
STORE_FILE = "constats.sqlite"


def _user_data_dir() -> Path:
    return user_data_path(APPLICATION, appauthor=False)


class Settings(BaseSettings):
    """Read from `DIAGNOSTIC_…` variables, then from `.env`; an empty variable counts as absent."""

    model_config = SettingsConfigDict(
        env_prefix="DIAGNOSTIC_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
    )

    data_dir: Path = Field(
        default_factory=_user_data_dir,
        description=_(
            "Dossier où l'application garde ce que les personnes écrivent. "
            "Par défaut, le dossier de données de la personne connectée."
        ),
    )
    database_url: str | None = Field(
        default=None,
        description=_(
            "Adresse de la base des constats, par exemple postgresql://… quand plusieurs machines "
            "servent le même atelier. Par défaut, le fichier constats.sqlite du dossier de données."
        ),
    )

    @field_validator("data_dir")
    @classmethod
    def _home_is_expanded(cls, value: Path) -> Path:
        return value.expanduser()

    @property
    def store_url(self) -> str:
        """The SQLAlchemy address to give to `diagnostic.store.open_store`."""
        if self.database_url is not None:
            return self.database_url
        path = self.data_dir.absolute() / STORE_FILE
        return URL.create("sqlite", database=path.as_posix()).render_as_string(hide_password=False)
