"""Commands for the person who looks after the installation: demo, whole diagnostics, backup, restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from diagnostic.backup import back_up, restore_from
from diagnostic.demo import install_demo, is_whole
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.portable.commands import add_commands
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store
from indicators.language import _
from indicators.user_error import UserError

app = typer.Typer(
    help=_(
        "Ce que les personnes ont écrit\u00a0: démonstration, export et import d'un diagnostic, sauvegarde, "
        "rétablissement."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@contextmanager
def _faults_on_stderr() -> Iterator[None]:
    try:
        yield
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error


@app.command(help=_("Installer le diagnostic de démonstration du quartier Anneessens."))
def demo() -> None:
    """Add the demonstration lines that are not there yet."""
    with _faults_on_stderr():
        store = open_store(Settings().store_url)
        whole = is_whole(store)
        added = install_demo(StatementRepository(store))
        store.close()
        if added:
            words = _("{count} constats de démonstration ajoutés dans {place}.")
        elif not whole:
            words = _("La démonstration est complétée dans {place}.")
        else:
            words = _("La démonstration est déjà installée dans {place}\u00a0; rien n'a été changé.")
        typer.echo(words.format(count=len(added), place=store.place))


@app.command(help=_("Lister les périmètres\u00a0: code, nom, membres, version, date."))
def perimetres() -> None:
    """Print the perimeters in use, one per line, as CSV."""
    with _faults_on_stderr():
        store = open_store(Settings().store_url)
        found = PerimeterRepository(store).all()
        store.close()
        typer.echo("code;nom;membres;sans;version;date")
        for one in found:
            codes = [" ".join(one.members), " ".join(one.without)]
            typer.echo(
                ";".join(
                    [one.code, one.name.replace(";", ","), *codes, str(one.version), f"{one.at:%Y-%m-%d}"]
                )
            )


@app.command(help=_("Copier la base des constats dans un nouveau fichier, même pendant qu'on y écrit."))
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help=_("Fichier à créer\u00a0; il ne doit pas exister."))
    ],
) -> None:
    """Write a consistent copy."""
    with _faults_on_stderr():
        back_up(Settings().store_url, file)
        typer.echo(_("Sauvegarde écrite\u00a0: {file}").format(file=file))


@app.command(
    help=_("Remettre une sauvegarde en place\u00a0; la base actuelle est gardée à côté, avec sa date.")
)
def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FICHIER", help=_("Sauvegarde faite par la commande backup."))
    ],
) -> None:
    """Put a backup in the place of the store."""
    with _faults_on_stderr():
        kept = restore_from(Settings().store_url, file, datetime.now().astimezone())
        typer.echo(_("Sauvegarde rétablie\u00a0: {file}").format(file=file))
        if kept is not None:
            typer.echo(_("La base précédente est gardée\u00a0: {kept}").format(kept=kept))


add_commands(app, _faults_on_stderr)

if __name__ == "__main__":
    app(prog_name="python -m diagnostic")
