"""Commands on files: `python -m data check|importer|imports|annuler`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from data.build import Progress, build
from data.imports import ImportFolder, usable
from data.settings import CATALOGUE, SOURCES, DataSettings
from data.statistics import Statistics, open_statistics
from indicators.french import number
from indicators.user_error import UserError

if TYPE_CHECKING:
    from data.readers import Reading

FileArgument = Annotated[Path, typer.Argument(help="Fichier à lire.", metavar="FICHIER")]


@dataclass(frozen=True)
class Command:
    """A command of `python -m data`."""

    name: str
    help: str
    run: Callable[..., None]


def check(
    fichier: FileArgument,
    avec: Annotated[
        list[Path] | None,
        typer.Option(help="Fichier à comparer\u00a0: table des secteurs, édition précédente."),
    ] = None,
) -> None:
    """Read a file as an import would; write nothing; status 1 when it is refused."""
    from data.check import print_check
    from data.readers import Reference

    try:
        reference = Reference.in_force(open_statistics())
    except UserError:
        reference = Reference.bundled()
    status = print_check(fichier, avec or [], reference)
    if status:
        raise typer.Exit(status)


def rebuild(progress: Progress = lambda _share, _words: None) -> None:
    """Build the statistics with the imports in force; `progress` as in `build`."""
    settings = DataSettings()
    build(settings.statistics, SOURCES, CATALOGUE, settings.kept_versions, settings.imports, progress)


def import_files(
    fichiers: Annotated[
        list[Path], typer.Argument(help="Fichiers à importer, ensemble.", metavar="FICHIER…")
    ],
    annee: Annotated[int | None, typer.Option(help="Année, quand le fichier ne la dit pas.")] = None,
    fonction: Annotated[
        str, typer.Option(help="Fonction de la personne, pour le journal\u00a0; jamais un nom.")
    ] = "",
) -> None:
    """Check all files, keep them and rebuild once; or refuse one, and change nothing."""
    from data.check import warning_line

    statistics = open_statistics()
    readings = read_together(fichiers, statistics)
    held = []
    for reading in readings:
        if reading.to_confirm:
            raise UserError(
                f"Les colonnes de «\u00a0{reading.file}\u00a0» doivent être confirmées par une personne.",
                remedy="Importez ce tableau depuis la page Données et méthodes.",
            )
        for warning in reading.warnings:
            print(warning_line(warning))
        used = usable(reading, statistics.catalogue, set(statistics.quartiers), annee)
        for sentence in used.left_out:
            print(f"Laissé de côté\u00a0: {reading.file}\u00a0: {sentence}")
        held.append((reading, used))
    for accepted in ImportFolder(DataSettings().imports).accept_all(held, fonction, rebuild):
        print(f"Importé\u00a0: {accepted.file}, {number(accepted.rows)} lignes (numéro {accepted.id}).")


def read_together(paths: Sequence[Path], statistics: Statistics) -> list[Reading]:
    """Read several files, each compared with the statistics and with the files before it.

    Lists of territories come before the figures that speak of them, whatever the order of `paths`.
    """
    from data.readers import Reference, recognise

    known = Reference.in_force(statistics)
    found = sorted((recognise(path) for path in paths), key=lambda one: one.reader.rank)
    readings = []
    for one in found:
        reading = one.read(known)
        known = known.with_companion(reading)
        readings.append(reading)
    return readings


def list_imports() -> None:
    """One line per import, undone ones included."""
    for one in ImportFolder(DataSettings().imports).all():
        state = f"annulé le {one.undone_at[:10]}" if one.undone_at else "en vigueur"
        print(f"{one.id};{one.accepted_at[:10]};{one.file};{one.rows};{one.role};{state}")


def undo(numero: Annotated[str, typer.Argument(help="Numéro de l'import (voir imports).")]) -> None:
    """Take an import out of the statistics and rebuild."""
    undone = ImportFolder(DataSettings().imports).undo(numero, rebuild)
    print(f"Annulé\u00a0: {undone.file}.")


IMPORT_COMMANDS = (
    Command("check", "Vérifier un fichier sans rien écrire.", check),
    Command("importer", "Vérifier des fichiers, les garder et reconstruire les statistiques.", import_files),
    Command("imports", "Dire quels fichiers ont été importés.", list_imports),
    Command("annuler", "Annuler un import et reconstruire les statistiques.", undo),
)
