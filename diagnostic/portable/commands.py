"""The commands on whole diagnostics: list, export, import, schema."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from diagnostic.portable.document import DiagnosticFile
from diagnostic.portable.faults import FileRefused
from diagnostic.portable.listing import listed
from diagnostic.portable.read import read_file
from diagnostic.portable.schema import schema_text
from diagnostic.portable.take_in import import_diagnostic
from diagnostic.portable.write import export_diagnostic
from diagnostic.settings import Settings
from diagnostic.store import open_store
from indicators.language import _
from indicators.user_error import UserError


def add_commands(app: typer.Typer, faults_on_stderr: Callable[[], AbstractContextManager[None]]) -> None:
    """Give `lister`, `exporter`, `importer` and `schema` to the application of commands."""

    @app.command(
        help=_("Lister les diagnostics\u00a0: identifiant, titre, territoire, constats, éléments, date.")
    )
    def lister() -> None:
        """Print the diagnostics, one per line, as CSV."""
        with faults_on_stderr():
            store = open_store(Settings().store_url)
            found = listed(store)
            store.close()
            typer.echo("id;titre;territoire;constats;elements;modifie")
            for one in found:
                content = one.content
                place = f"{content.territory_level} {content.territory_code}"
                title = " ".join(content.title.replace(";", ",").split())
                counts = f"{one.statements};{one.entries};{one.changed_at:%Y-%m-%d}"
                typer.echo(f"{one.id};{title};{place};{counts}")

    @app.command(help=_("Écrire un diagnostic entier, avec son histoire, dans un fichier."))
    def exporter(
        id: Annotated[str, typer.Argument(metavar="ID", help=_("Identifiant que donne la commande lister."))],
        target: Annotated[
            Path, typer.Option("--sortie", metavar="FICHIER", help=_("Fichier à créer (.json)."))
        ],
        replace: Annotated[
            bool, typer.Option("--remplacer", help=_("Écrire par-dessus un fichier qui existe déjà."))
        ] = False,
    ) -> None:
        """Write the file of one diagnostic."""
        with faults_on_stderr():
            store = open_store(Settings().store_url)
            content = export_diagnostic(store, id)
            store.close()
            write_whole(target, content, replace=replace)
            typer.echo(_("Diagnostic écrit\u00a0: {file}").format(file=target))

    @app.command(
        help=_(
            "Prendre un fichier d'exporter dans cette base\u00a0; rien n'y est écrasé, ou rien n'est écrit."
        )
    )
    def importer(
        file: Annotated[Path, typer.Argument(metavar="FICHIER", help=_("Fichier fait par exporter."))],
        copy: Annotated[
            bool,
            typer.Option("--copie", help=_("En faire un autre diagnostic, à côté de ceux qui sont ici.")),
        ] = False,
        role: Annotated[
            str, typer.Option("--fonction", help=_("Fonction de qui importe, jamais un nom."))
        ] = "",
        kept: Annotated[
            list[str] | None,
            typer.Option("--garder", help=_("Texte signalé qui désigne une institution\u00a0; à répéter.")),
        ] = None,
    ) -> None:
        """Take a file in."""
        with faults_on_stderr():
            keys, document = _read(file, kept or [])
            store = open_store(Settings().store_url)
            try:
                # Whether a perimeter may be shown is told by the figures, which these commands do not open.
                outcome = import_diagnostic(store, document, check=None, role=role, kept=keys, as_copy=copy)
            finally:
                store.close()
            typer.echo("\n".join(outcome.words))
            typer.echo(_("Identifiant\u00a0: {id}").format(id=outcome.diagnostic))

    @app.command(help=_("Afficher le schéma (JSON Schema) du fichier d'un diagnostic."))
    def schema() -> None:
        """Print the published schema."""
        typer.echo(schema_text(), nl=False)


def write_whole(target: Path, content: bytes, *, replace: bool) -> None:
    """Write a file whole or not at all. Raises UserError; an existing file stays unless `replace`."""
    if target.exists() and not replace:
        raise UserError(
            _("Le fichier «\u00a0{file}\u00a0» existe déjà.").format(file=target),
            remedy=_("Choisissez un autre nom, ou ajoutez --remplacer."),
        )
    part = target.with_name(target.name + ".partiel")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            _("Le fichier «\u00a0{file}\u00a0» ne peut pas être écrit.").format(file=target),
            remedy=_("Vérifiez que le dossier existe et que vous pouvez y écrire."),
        ) from error


def _read(file: Path, kept: Collection[str]) -> tuple[frozenset[str], DiagnosticFile]:
    """The keys of the texts that the person keeps, and the file."""
    try:
        return frozenset(), read_file(file)
    except FileRefused as refused:
        keys = frozenset(one.finding.key for one in refused.found if one.finding.text in kept)
        if not keys:
            raise
        return keys, read_file(file, kept=keys)
