"""The tables that the report takes from the journal: screen, Word and CSV print the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from diagnostic.contents.journal import Reading
from diagnostic.contents.theme import ThemeTree
from diagnostic.entry import Entry
from diagnostic.journal import Journal
from diagnostic.journal_calendar import calendar, short_date
from diagnostic.witnesses import witnesses
from indicators.french import NBSP, number
from indicators.language import _

Row = tuple[str, ...]


@dataclass(frozen=True)
class JournalTable:
    """One table of the report, in words.

    `sentence` says what it comes to and `note` how to read it; `totals` is its last row, if any.
    In a `grouped` table the first column is the heading of a group, the same on all its rows.
    `numeric` are the columns of numbers. `empty` is said in the place of a table without rows.
    `plain` is the same as heads and rows for a spreadsheet, where the table itself would be hard to
    reckon with.
    """

    id: str
    title: str
    heads: Row
    rows: tuple[Row, ...]
    empty: str
    sentence: str = ""
    note: str = ""
    totals: Row = ()
    grouped: bool = False
    numeric: frozenset[int] = field(default_factory=frozenset)
    plain: tuple[Row, tuple[Row, ...]] | None = None


@dataclass(frozen=True)
class ThemeReadings:
    """The documents read on one theme, by year then title; `theme` is empty for none."""

    theme: str
    heading: str
    readings: tuple[Entry[Reading], ...]


def readings_by_theme(readings: Iterable[Entry[Reading]], themes: ThemeTree) -> tuple[ThemeReadings, ...]:
    """The documents read under their themes, in the order of the tree; those without a theme last."""
    groups: dict[str, list[Entry[Reading]]] = {}
    for one in readings:
        groups.setdefault(one.content.theme, []).append(one)
    order = (*themes.order(theme for theme in groups if theme), *([""] if "" in groups else []))
    return tuple(
        ThemeReadings(
            theme,
            theme_words(theme, themes),
            tuple(sorted(groups[theme], key=lambda one: (one.content.year, one.content.title.casefold()))),
        )
        for theme in order
    )


def theme_words(theme: str, themes: ThemeTree) -> str:
    """The heading of a theme, or «Sans thème»."""
    return themes.heading(theme) if theme else _("Sans thème")


def report_tables(journal: Journal) -> tuple[JournalTable, ...]:
    """Every table of the report, in its order."""
    return (
        phases_table(journal),
        readings_table(journal),
        witnesses_table(journal),
        meetings_table(journal),
        calendar_table(journal),
        documents_table(journal),
    )


def phases_table(journal: Journal) -> JournalTable:
    """The phases that have a date."""
    return JournalTable(
        id="phases",
        title=_("Phases du diagnostic"),
        heads=(_("Phase"), _("Début"), _("Fin")),
        rows=tuple(
            (
                one.phase.label,
                "–" if one.begins is None else short_date(one.begins),
                "–" if one.ends is None else short_date(one.ends),
            )
            for one in journal.phases
            if one.begins or one.ends
        ),
        empty=_("Aucune phase n'a encore de date\u00a0: les dates se donnent dans la page du diagnostic."),
    )


def readings_table(journal: Journal) -> JournalTable:
    """Documents read, by theme."""
    with_notes = readings_with_notes(journal)
    return JournalTable(
        id="documents_lus",
        title=_("Documents lus, par thème"),
        heads=(
            _("Thème"),
            _("Titre"),
            _("Auteur ou organisme"),
            _("Année"),
            _("Fiche de lecture"),
            _("Référence"),
        ),
        rows=tuple(
            (
                group.heading,
                one.content.title,
                one.content.organisation,
                str(one.content.year),
                _("oui") if one.content.notes else _("non"),
                one.reference,
            )
            for group in readings_by_theme(journal.readings, journal.themes)
            for one in group.readings
        ),
        empty=_("Aucun document lu n'est encore noté."),
        sentence=_including(
            len(journal.readings),
            _("document lu"),
            _("documents lus"),
            with_notes,
            _("avec fiche de lecture"),
        ),
        grouped=True,
        numeric=frozenset({3}),
    )


def witnesses_table(journal: Journal) -> JournalTable:
    """Witnesses by sector and method, with totals."""
    heard = witnesses(one.content for one in journal.testimonies)
    several = heard.total.moments != heard.total.participants
    note = _("Une personne entendue plusieurs fois est comptée à chaque fois.")
    if several:
        note = " ".join(
            (
                _(
                    "Entre parenthèses, le nombre de participant·es quand plusieurs personnes étaient là ensemble."
                ),
                note,
            )
        )
    return JournalTable(
        id="temoins",
        title=_("Témoins par secteur et méthode"),
        heads=(_("Secteur"), *(one.label for one in heard.methods), _("Ensemble")),
        rows=tuple(
            (
                one.sector,
                *(one.by_method[method].text if method in one.by_method else "–" for method in heard.methods),
                one.total.text,
            )
            for one in heard.sectors
        ),
        totals=(
            _("Ensemble"),
            *(heard.of_method(method).text for method in heard.methods),
            heard.total.text,
        ),
        empty=_("Aucun témoignage n'est encore noté."),
        sentence=heard.sentence,
        note=note,
        numeric=frozenset(range(1, len(heard.methods) + 2)),
        plain=(
            (_("Secteur"), _("Méthode"), _("Nombre"), _("Participant·es")),
            tuple(
                (
                    one.sector,
                    method.label,
                    str(one.by_method[method].moments),
                    str(one.by_method[method].participants),
                )
                for one in heard.sectors
                for method in heard.methods
                if method in one.by_method
            ),
        ),
    )


def meetings_table(journal: Journal) -> JournalTable:
    """Meetings by date."""
    return JournalTable(
        id="reunions",
        title=_("Calendrier des réunions"),
        heads=(_("Date"), _("Instance"), _("Objet"), _("Référence")),
        rows=tuple(
            (short_date(one.content.on), one.content.body, one.content.subject, one.reference)
            for one in sorted(journal.meetings, key=lambda one: one.content.on)
        ),
        empty=_("Aucune réunion n'est encore notée."),
        sentence=_counted(len(journal.meetings), _("réunion"), _("réunions")),
    )


def calendar_table(journal: Journal) -> JournalTable:
    """Phases and meetings by date, testimonies by month."""
    return JournalTable(
        id="calendrier",
        title=_("Calendrier de la démarche"),
        heads=(_("Mois"), _("Date"), _("Quoi"), _("Objet")),
        rows=tuple(
            (month.heading, line.when, line.what, line.detail)
            for month in calendar(journal)
            for line in month.lines
        ),
        empty=_("Le calendrier se remplit avec les phases, les réunions et les témoignages."),
        note=_("Les témoignages sont donnés par mois et par fonction, jamais au jour ni par nom."),
        grouped=True,
    )


def documents_table(journal: Journal) -> JournalTable:
    """Documents that the team made; each fiche de lecture of the journal is one of them."""
    sheets = readings_with_notes(journal)
    made = sum(one.content.copies for one in journal.documents)
    own: tuple[Row, ...] = ()
    if sheets:
        own = (
            (
                _("Fiches de lecture"),
                _("Garder l'essentiel de chaque document lu"),
                _("Équipe du diagnostic"),
                number(sheets),
                "",
            ),
        )
    return JournalTable(
        id="documents_produits",
        title=_("Documents produits"),
        heads=(_("Document"), _("But"), _("Pour qui"), _("Nombre"), _("Référence")),
        rows=(
            *(
                (
                    one.content.title,
                    one.content.purpose,
                    one.content.audience,
                    number(one.content.copies),
                    one.reference,
                )
                for one in journal.documents
            ),
            *own,
        ),
        totals=(_("Ensemble"), "", "", number(made + sheets), ""),
        empty=_("Aucun document produit n'est encore noté."),
        sentence=_including(
            made + sheets,
            _("document produit"),
            _("documents produits"),
            sheets,
            _("fiche de lecture") if sheets == 1 else _("fiches de lecture"),
        ),
        note=_(
            "Les fiches de lecture sont comptées d'elles-mêmes\u00a0: une par document lu qui a la sienne."
        )
        if sheets
        else "",
        numeric=frozenset({3}),
    )


def readings_with_notes(journal: Journal) -> int:
    """How many documents read have their fiche de lecture."""
    return sum(1 for one in journal.readings if one.content.notes)


def _counted(count: int, one: str, many: str) -> str:
    return f"{number(count)}{NBSP}{one if count == 1 else many}." if count else ""


def _including(count: int, one: str, many: str, part: int, words: str) -> str:
    """«40 documents produits, dont 23 fiches de lecture.»"""
    whole = _counted(count, one, many)
    if not (whole and part):
        return whole
    return f"{whole.rstrip('.')}, {_('dont')} {number(part)}{NBSP}{words}."
