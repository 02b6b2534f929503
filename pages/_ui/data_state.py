"""The state of the data in a few lines, and the catalogue for readers."""

from __future__ import annotations

from html import escape

from data.statistics import Statistics
from indicators.catalogue import Catalogue, Direction, Indicator
from indicators.classes import class_labels
from indicators.french import number
from indicators.language import _
from indicators.level import Level
from pages._ui.html_table import html_table
from pages._ui.settings import display_settings


def data_state_html(statistics: Statistics) -> str:
    """What is in the statistics: how much, until when, since when built."""
    indicators = statistics.catalogue.indicators
    held = statistics.table(
        "SELECT count(*) AS n, max(year) AS last FROM observation WHERE status = 'observe'"
    ).iloc[0]
    network = _("Tout est lu sur cette machine\u00a0: aucun serveur extérieur n'est appelé.")
    if display_settings().tiles:
        network = _("Seul le fond de carte vient d'un serveur extérieur, celui des réglages.")
    text = _(
        "{indicators} indicateurs, {quartiers} quartiers de la Région de Bruxelles-Capitale (118 habités), "
        "{others}{values} valeurs jusqu'à {last}. Statistiques construites le {version}. {network}"
    ).format(
        network=network,
        indicators=len(indicators),
        quartiers=len(statistics.quartiers),
        others=_other_levels(statistics),
        values=number(int(held["n"])),
        last=int(held["last"]),
        version=statistics.version,
    )
    return f"<p>{escape(text)}</p>"


def _other_levels(statistics: Statistics) -> str:
    """«19 961 secteurs, 581 communes, » where files were imported, nothing otherwise."""
    held = {level: len(statistics.territories(level)) for level in (Level.SECTOR, Level.COMMUNE)}
    if not held[Level.SECTOR]:
        return ""
    return "".join(f"{number(count)} {level.plural}, " for level, count in held.items())


def levels_html(statistics: Statistics) -> str:
    """Which indicators the other levels have, in which years; nothing without imported files."""
    levels = [level for level in Level if level is not Level.QUARTIER and statistics.territories(level)]
    rows = [
        f'<tr><th scope="row">{escape(indicator.short_title)}</th>'
        + "".join(f"<td>{_span(statistics.years(indicator.id, level))}</td>" for level in levels)
        + "</tr>"
        for indicator in statistics.catalogue.indicators
        if any(statistics.years(indicator.id, level) for level in levels)
    ]
    heads = (_("Indicateur"), *(level.plural.capitalize() for level in levels))
    return html_table(heads, rows, label=_("Années disponibles aux autres niveaux"), tall=True)


def _span(years: tuple[int, ...]) -> str:
    """«2019», «2010 à 2024», «–»."""
    if not years:
        return "–"
    return str(years[0]) if len(years) == 1 else _("{first} à {last}").format(first=years[-1], last=years[0])


def coverage_html(statistics: Statistics) -> str:
    """Coverage by indicator: years, and how many quartiers have a value in the fullest one."""
    heads = (
        _("Indicateur"),
        _("Années"),
        _("Année la plus complète"),
        _("Valeurs"),
        _("Secret"),
        _("Non disponible"),
        _("Sans objet"),
    )
    rows = (_coverage_row(statistics, indicator) for indicator in statistics.catalogue.indicators)
    return html_table(
        heads, rows, label=_("Couverture par indicateur"), numeric=range(1, len(heads)), tall=True
    )


def _coverage_row(statistics: Statistics, indicator: Indicator) -> str:
    best = statistics.best_year(indicator.id)
    estimates = statistics.estimates(indicator, best).values()
    counts = [
        sum(estimate.status.value == status for estimate in estimates)
        for status in ("observe", "secret", "indisponible", "sans_objet")
    ]
    years = statistics.years(indicator.id)
    span = _span(years)
    cells = "".join(f'<td class="nombre">{count}</td>' for count in counts)
    return (
        f'<tr><th scope="row">{escape(indicator.short_title)}</th><td class="nombre">{span}</td>'
        f'<td class="nombre">{best}</td>{cells}</tr>'
    )


def indicator_html(catalogue: Catalogue, indicator: Indicator) -> str:
    """Everything the catalogue says of one indicator."""
    direction = {
        Direction.GOOD: _("une valeur plus élevée est plus favorable"),
        Direction.BAD: _("une valeur plus élevée appelle l'attention"),
        Direction.NONE: _("ni favorable ni défavorable en soi"),
    }[indicator.direction]
    facts = [
        (_("Définition"), indicator.definition),
        (_("Numérateur"), indicator.numerator),
        (_("Dénominateur"), indicator.denominator.label if indicator.denominator else "–"),
        (_("Nombre absolu"), indicator.denominator.note if indicator.denominator else "–"),
        (_("Se lit"), indicator.accessible_unit),
        (_("Sens"), direction),
        (_("Classes de la carte"), "\u00a0; ".join(class_labels(indicator))),
        (_("Sources"), "\u00a0; ".join(catalogue.source(s).attribution for s in indicator.sources)),
    ]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>' for name, text in facts
    )
    caveats = "".join(f"<li>{escape(caveat)}</li>" for caveat in indicator.caveats_at(Level.QUARTIER))
    return (
        f'<table class="simple fiche-indicateur"><tbody>{rows}<tr><th scope="row">'
        f"{escape(_('Mises en garde'))}</th><td><ul>{caveats}</ul></td></tr></tbody></table>"
    )


def sources_html(catalogue: Catalogue) -> str:
    """Every publication with its terms."""
    heads = (_("Source"), _("Éditeur"), _("Conditions"), _("Mention à reprendre"))
    rows = (
        f"<tr><td>{escape(s.title)}</td><td>{escape(s.publisher)}</td><td>{escape(s.licence)}</td>"
        f"<td>{escape(s.attribution)}</td></tr>"
        for s in catalogue.sources
    )
    return html_table(heads, rows, label=_("Sources et conditions d'utilisation"), tall=True)
