"""From a code on the command line to the bytes of a document: reads, then renders.

The only module of this folder that opens the statistics and the statements.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from data.perimeter_disclosure import thresholds_of
from data.reported_profile import reported_profile
from data.statistics import Statistics, open_statistics
from data.views import map_of
from data.with_perimeters import StatisticsWithPerimeters
from diagnostic.board import Board
from diagnostic.entry_repository import EntryRepository
from diagnostic.perimeter_repository import PerimeterRepository
from diagnostic.repository import StatementRepository
from diagnostic.settings import Settings
from diagnostic.store import open_store
from diagnostic.usual_diagnostic import usual_diagnostic
from exports.afom_docx import afom_docx
from exports.fiche_docx import fiche_docx
from exports.fiche_pptx import fiche_pptx
from indicators.territory import Territory


class FicheFormat(StrEnum):
    """What a fiche can be printed as."""

    PPTX = "pptx"
    DOCX = "docx"


class AfomFormat(StrEnum):
    """What a grid can be printed as."""

    DOCX = "docx"


def fiche(
    code: str,
    form: FicheFormat,
    generated_on: date,
    *,
    indicator_id: str | None = None,
    year: int | None = None,
    statistics: Statistics | None = None,
) -> bytes:
    """Print the fiche of a territory with the map of one indicator (the first one when it is None).

    Raises UserError for an unknown territory, indicator or year, and when a store cannot
    be read.
    """
    statistics = statistics or known_statistics()
    territory = statistics.territory(code)
    chosen_id = indicator_id or statistics.first_indicator(territory.level)
    shown, geometries = map_of(statistics, territory, chosen_id, year)
    # The same year on the map and in the table: one figure, wherever it is printed.
    chosen = reported_profile(statistics, code, {chosen_id: shown.year})
    render = {FicheFormat.PPTX: fiche_pptx, FicheFormat.DOCX: fiche_docx}[form]
    return render(chosen, shown, geometries, read_board(territory), generated_on)


def afom(code: str, form: AfomFormat, generated_on: date, *, statistics: Statistics | None = None) -> bytes:
    """Print the grid of a quartier, even an empty one. Raises UserError as `fiche` does."""
    statistics = statistics or known_statistics()
    render = {AfomFormat.DOCX: afom_docx}[form]
    return render(read_board(statistics.territory(code)), generated_on)


def known_statistics() -> Statistics:
    """The statistics of the settings, with the perimeters of the store."""
    published = open_statistics()
    store = open_store(Settings().store_url)
    try:
        found = PerimeterRepository(store).all()
    finally:
        store.close()
    return StatisticsWithPerimeters(published, found, thresholds_of(published)) if found else published


def read_board(territory: Territory) -> Board:
    """Read the grid of the usual diagnostic of a territory from the store of the settings."""
    store = open_store(Settings().store_url)
    try:
        return StatementRepository(store).board(
            territory, usual_diagnostic(EntryRepository(store), territory)
        )
    finally:
        store.close()
