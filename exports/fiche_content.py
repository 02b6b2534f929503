"""What a fiche says, row by row: PowerPoint and Word print these very texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from babel.dates import format_date

from exports.look import INK, QUIET
from exports.safe_text import printable, typeset
from indicators.comparison import Tone
from indicators.figure import Figure
from indicators.french import LOCALE, NBSP, enumeration
from indicators.language import _
from indicators.level import Level
from indicators.palettes import TONE_COLOURS
from indicators.profile import Profile
from indicators.reported_profile import ReportedProfile
from indicators.territory import Kind, Service, Territory

NOTHING = "–"
_SOURCES_PER_ROW = 12


@dataclass(frozen=True)
class FigureRow:
    """One figure in the columns of a table; every text is the one of the view model."""

    title: str
    value: str
    has_value: bool
    year: str
    count: str
    verdict: str
    verdict_colour: str
    benchmark: str
    interval: str
    source: str


def figure_header() -> tuple[str, ...]:
    """The headings of a table of figures."""
    return (_("Indicateur"), _("Valeur"), _("Année"), _("Nombre"), _("Comparaison"), _("Source"))


def figure_row(figure: Figure) -> FigureRow:
    """Spread a figure over the columns; word and symbol stand together, never a colour alone."""
    comparison = figure.main_comparison
    return FigureRow(
        title=figure.indicator.title,
        value=figure.value_text,
        has_value=figure.estimate.value is not None,
        year=str(figure.year),
        count=figure.count_text or NOTHING,
        verdict=f"{comparison.symbol}{NBSP}{comparison.word}" if comparison else NOTHING,
        verdict_colour=TONE_COLOURS[comparison.tone.value] if comparison else QUIET,
        benchmark=comparison.benchmark_text if comparison else "",
        interval=figure.interval_text,
        source=figure.source_text,
    )


def verdict_colour(tone: Tone) -> str:
    """The colour of a verdict; ink when it says nothing good or bad."""
    return TONE_COLOURS.get(tone.value, INK)


def long_date(day: date) -> str:
    """«21 novembre 2025», «1er mars 2026»."""
    text = format_date(day, "d MMMM y", locale=LOCALE)
    return text.replace("1 ", "1er ", 1) if day.day == 1 else text


def fiche_word(territory: Territory) -> str:
    """«Fiche quartier», «Fiche commune»."""
    return _("Fiche {level}").format(level=Level(territory.level).label)


def cover_lines(territory: Territory) -> tuple[str, ...]:
    """Communes, and what kind of place it is when nobody lives there."""
    communes = enumeration(list(territory.communes)) if territory.within else ""
    lines = [fiche_word(territory)]
    if territory.kind is not Kind.INHABITED:
        lines.append(territory.kind_label.capitalize())
    if communes:
        word = _("Commune") if len(territory.communes) == 1 else _("Communes")
        lines.append(f"{word}{NBSP}: {communes}")
    if territory.note:
        lines.append(territory.note)
    return tuple(lines)


def version_lines(generated_on: date, statistics_version: str) -> tuple[str, str]:
    """The day of the document and the statistics it was printed from."""
    return (
        _("Document du {day}").format(day=long_date(generated_on)),
        _("Version des statistiques\u00a0: {version}").format(version=statistics_version),
    )


def key_points_title(count: int) -> str:
    """«Trois choses à retenir» only when there are three."""
    return _("Trois choses à retenir") if count == 3 else _("À retenir")


def no_key_point(territory: Territory) -> str:
    """Said in the place of the key points when no figure can be compared."""
    if territory.kind is Kind.INHABITED:
        return _("{place}, aucun chiffre ne peut être comparé pour le moment.").format(place=territory.place)
    return _("{place}, les chiffres sur les habitant·es sont sans objet\u00a0: {kind}.").format(
        place=territory.place, kind=territory.kind_label
    )


def publishers_line(figures: tuple[Figure, ...]) -> str:
    """«Sources : IBSA, 2023 et 2024 ; Statbel, 2011.», short enough for the foot of a slide."""
    years: dict[str, set[int]] = {}
    for figure in figures:
        years.setdefault(figure.source.publisher, set()).add(figure.year)
    parts = [
        f"{publisher}, {enumeration([str(year) for year in sorted(found)])}"
        for publisher, found in years.items()
    ]
    word = _("Source") if len(parts) == 1 else _("Sources")
    return f"{word}{NBSP}: {f'{NBSP}; '.join(parts)}."


def figure_notes(figure: Figure) -> tuple[str, ...]:
    """What to say and what to beware of: the sentence, then the caveats."""
    return (figure.sentence, *caveats(figure))


def caveats(figure: Figure) -> tuple[str, ...]:
    """The caveats of a figure, and how its comparison was reached."""
    notes = [typeset(caveat) for caveat in figure.caveats if caveat]
    if figure.main_comparison is not None:
        notes.append(_("Comparaison\u00a0: {method}.").format(method=figure.main_comparison.method_text))
    return tuple(notes)


def caveat_rows(profile: Profile) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Which figures, and what to know of them; a caveat of several figures is said once."""
    concerned: dict[str, list[str]] = {}
    for figure in profile.figures:
        for caveat in caveats(figure):
            concerned.setdefault(caveat, []).append(figure.indicator.short_title)
    rows: dict[str, list[str]] = {}
    for caveat, names in concerned.items():
        rows.setdefault(", ".join(dict.fromkeys(names)), []).append(caveat)
    rows.setdefault(_("Services"), []).append(profile.services_note)
    if profile.not_at_this_level:
        rows[_("Autres indicateurs")] = [profile.not_at_this_level_words]
    return tuple((names, tuple(texts)) for names, texts in rows.items())


def source_rows(profile: Profile) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What must be named, then under which licence; publications of one licence together."""
    by_licence: dict[str, list[str]] = {}
    for source in profile.sources:
        used = ", ".join(
            f"{f.indicator.short_title} ({f.year})" for f in profile.figures if f.source == source
        )
        by_licence.setdefault(typeset(source.licence), []).append(
            f"{typeset(source.attribution)}{NBSP}: {used}"
        )
    if isinstance(profile, ReportedProfile) and profile.reported and profile.report:
        by_licence.setdefault(typeset(profile.report.licence), []).append(
            _("{attribution}\u00a0: chiffres relevés dans le rapport").format(
                attribution=typeset(profile.report.attribution)
            )
        )
    outlines = profile.outlines
    by_licence.setdefault(typeset(outlines.licence), []).append(typeset(outlines.attribution))
    if profile.services:
        by_licence.setdefault(_("Faits relevés, avec l'adresse de la page"), []).append(
            _("Pages publiques nommées à côté de chaque service")
        )
    return tuple(
        (tuple(lines[start : start + _SOURCES_PER_ROW]), licence)
        for licence, lines in by_licence.items()
        for start in range(0, len(lines), _SOURCES_PER_ROW)
    )


def source_header() -> tuple[str, str]:
    """The headings of the table of sources."""
    return (_("Source, chiffres et années"), _("Licence"))


def service_header() -> tuple[str, ...]:
    """The headings of the table of services."""
    return (_("Service"), _("Type et public"), _("Adresse"), _("Page lue"))


@dataclass(frozen=True)
class ServiceRow:
    """One service; `links` are the pages where it was seen: what to print, and its address."""

    name: str
    kind: str
    address: str
    links: tuple[tuple[str, str], ...]


def service_row(service: Service) -> ServiceRow:
    """Spread a service over the columns; a place that is only probable says so."""
    address = service.address
    if service.commune.casefold() not in address.casefold():
        address = ", ".join(part for part in (address, service.commune) if part)
    if service.certainty != "certain":
        address += _(" (quartier {certainty})").format(certainty=service.certainty)
    pages = [part.strip() for part in service.source_url.split("|")]
    dates = [part.strip() for part in service.source_date.split("|")]
    links = []
    for index, page in enumerate(pages):
        host = urlsplit(page).hostname or page
        day = dates[index] if index < len(dates) and dates[index] else _("sans date")
        links.append((f"{host} ({day})", page if page.startswith(("https://", "http://")) else ""))
    kind = ", ".join(part for part in (service.kind_label, service.public) if part)
    return ServiceRow(printable(service.name), kind, address or NOTHING, tuple(links))
