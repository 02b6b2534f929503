"""Commands on documents: `python -m exports fiche|afom|journal|theme|plan`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from exports import assembly, diagnostic_documents
from exports.assembly import AfomFormat, FicheFormat
from exports.output_file import write_document
from indicators.language import _
from indicators.user_error import UserError

app = typer.Typer(
    help=_(
        "Documents du diagnostic de quartier\u00a0: fiche, grille AFOM, journal, fiches thématiques, plan."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Code = Annotated[
    str,
    typer.Option(
        "--quartier",
        "--territoire",
        help=_("Code du quartier (10), du secteur (21004A00-), de la commune (21004)\u2026"),
    ),
]
Diagnostic = Annotated[
    str, typer.Option("--diagnostic", help=_("Identifiant du diagnostic (python -m diagnostic lister)."))
]
Output = Annotated[Path, typer.Option(help=_("Fichier à écrire."))]
Replace = Annotated[bool, typer.Option("--remplacer", help=_("Remplacer le fichier s'il existe."))]


@app.command(help=_("Écrire la fiche d'un territoire en PowerPoint ou en Word."))
def fiche(
    quartier: Code,
    sortie: Output,
    form: Annotated[FicheFormat, typer.Option("--format", help=_("Format du document."))] = FicheFormat.PPTX,
    indicateur: Annotated[
        str | None, typer.Option(help=_("Indicateur de la carte\u00a0; le taux BIM où il existe."))
    ] = None,
    annee: Annotated[
        int | None, typer.Option(help=_("Année de la carte\u00a0; la plus récente par défaut."))
    ] = None,
    remplacer: Replace = False,
) -> None:
    content = assembly.fiche(quartier, form, date.today(), indicator_id=indicateur, year=annee)
    _write(sortie, content, remplacer)


@app.command(help=_("Écrire la grille AFOM d'un territoire ou d'un diagnostic en Word, avec ses références."))
def afom(
    sortie: Output,
    quartier: Annotated[
        str, typer.Option("--quartier", "--territoire", help=_("Code du territoire, ou un diagnostic."))
    ] = "",
    diagnostic: Annotated[
        str, typer.Option("--diagnostic", help=_("Identifiant (python -m diagnostic lister)."))
    ] = "",
    form: Annotated[AfomFormat, typer.Option("--format", help=_("Format du document."))] = AfomFormat.DOCX,
    remplacer: Replace = False,
) -> None:
    if bool(quartier) == bool(diagnostic):
        raise UserError(
            _("Il faut un territoire ou un diagnostic, pas les deux."),
            remedy=_("Donnez --quartier 10, ou --diagnostic ID."),
        )
    if diagnostic:
        _write(sortie, diagnostic_documents.grid_document(diagnostic, date.today()), remplacer)
    else:
        _write(sortie, assembly.afom(quartier, form, date.today()), remplacer)


@app.command(help=_("Écrire les tableaux du journal de la démarche en Word."))
def journal(diagnostic: Diagnostic, sortie: Output, remplacer: Replace = False) -> None:
    _write(sortie, diagnostic_documents.journal_document(diagnostic, date.today()), remplacer)


@app.command(help=_("Écrire les fiches thématiques d'un diagnostic en Word."))
def theme(diagnostic: Diagnostic, sortie: Output, remplacer: Replace = False) -> None:
    _write(sortie, diagnostic_documents.sheets_document(diagnostic, date.today()), remplacer)


@app.command(help=_("Écrire le plan d'actions d'un diagnostic en Word."))
def plan(diagnostic: Diagnostic, sortie: Output, remplacer: Replace = False) -> None:
    _write(sortie, diagnostic_documents.plan_document(diagnostic, date.today()), remplacer)


def _write(path: Path, content: bytes, replace: bool) -> None:
    write_document(path, content, replace=replace)
    print(_("Document écrit\u00a0: {path}").format(path=path))


def main() -> None:
    """Run the command line; a UserError ends it with its lines on stderr and status 1."""
    try:
        app()
    except UserError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
