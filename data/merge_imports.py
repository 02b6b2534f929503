"""Lay accepted imports over the bundled figures."""

from __future__ import annotations

import pandas as pd

from data.aggregate import aggregates
from data.imports import Import, Usable
from data.own_indicators import THEME, THEME_TITLE
from data.territory_tables import TerritoryTables
from indicators.catalogue import Catalogue, Indicator, Source, Theme
from indicators.estimate import Nature, Status
from indicators.french import number
from indicators.language import _
from indicators.level import Level
from indicators.territory import Kind

KEYS = ["indicator", "level", "code", "year"]
Accepted = tuple[tuple[Import, Usable], ...]


def with_import_sources(catalogue: Catalogue, imports: Accepted) -> Catalogue:
    """The catalogue with a source per import, and the indicators that only the files know."""
    added = tuple(_source(one) for one, _held in imports)
    themes = catalogue.themes
    own = _own_indicators(imports)
    if own:
        themes = (*themes, Theme(id=THEME, title=THEME_TITLE))
    return catalogue.model_copy(
        update={
            "sources": (*catalogue.sources, *added),
            "themes": themes,
            "indicators": (*catalogue.indicators, *own),
        }
    )


def _own_indicators(imports: Accepted) -> tuple[Indicator, ...]:
    """The indicators of the files themselves; the next edition of a table keeps the classes of the first."""
    found: dict[str, Indicator] = {}
    for one, held in imports:
        for indicator in held.indicators:
            changed: dict[str, object] = {"sources": (one.source_id,)}
            first = found.get(indicator.id)
            if first is not None:
                changed["breaks"] = first.breaks
                changed["years"] = (
                    min(first.years[0], indicator.years[0]),
                    max(first.years[1], indicator.years[1]),
                )
                changed["levels"] = tuple(dict.fromkeys((*first.levels, *indicator.levels)))
            found[indicator.id] = indicator.model_copy(update=changed)
    return tuple(found.values())


PUBLISHERS = {
    "statbel_": ("Statbel", "Données ouvertes Statbel (CC BY 4.0)"),
    "mdq_": (
        "IBSA",
        "Données ouvertes, mention de la source (CC BY 4.0 telle que citée par les réutilisateurs)",
    ),
    "ibsa_": (
        "IBSA",
        "Données ouvertes, mention de la source (CC BY 4.0 telle que citée par les réutilisateurs)",
    ),
}
"""Who publishes the formats that only one publisher has, by the beginning of their id, and the terms."""


def _publication(one: Import) -> tuple[str, str, str]:
    """Publisher, title and terms of a file; a free table or outlines do not say whose they are."""
    for beginning, (publisher, licence) in PUBLISHERS.items():
        if one.format.startswith(beginning):
            title = one.title.removeprefix(f"{publisher}, ")
            return publisher, title[0].upper() + title[1:], licence
    return _("Fichier importé"), one.title, _("Conditions de l'éditeur du fichier")


def _source(one: Import) -> Source:
    day = f"{one.accepted_at[8:10]}/{one.accepted_at[5:7]}/{one.accepted_at[:4]}"
    note = _("Chiffre importé le {day} du fichier «\u00a0{file}\u00a0».").format(day=day, file=one.file)
    if len(one.warnings) == 1:
        note += " " + _("1 avertissement à la lecture, voir Données et méthodes.")
    elif one.warnings:
        note += " " + _("{n} avertissements à la lecture, voir Données et méthodes.").format(
            n=number(len(one.warnings))
        )
    publisher, title, licence = _publication(one)
    return Source(
        id=one.source_id,
        publisher=publisher,
        title=f"{title}, {one.file}",
        licence=licence,
        attribution=_("{title} (fichier «\u00a0{file}\u00a0», importé le {day})").format(
            title=one.title, file=one.file, day=day
        ),
        note=note,
    )


def with_imports(observations: pd.DataFrame, imports: Accepted) -> pd.DataFrame:
    """The figures with those of the imports; the later of two figures stands.

    An empty cell is no figure: it never takes the place of a value or of a reason.
    """
    parts = [observations]
    for one, held in imports:
        added = held.observations.assign(source=one.source_id, nature=Nature.PUBLISHED.value, to_verify=False)
        parts.append(added[list(observations.columns)])
    merged = pd.concat([part for part in parts if len(part)], ignore_index=True)
    # Stable: of several figures of a kind the last of the list stands, before it the empty cells.
    filled = merged["status"] != Status.UNAVAILABLE.value
    merged = merged.assign(filled=filled).sort_values("filled", kind="stable")
    merged = merged.drop_duplicates(KEYS, keep="last").sort_index()
    return merged.drop(columns="filled").reset_index(drop=True)


def with_aggregates(
    observations: pd.DataFrame, catalogue: Catalogue, places: TerritoryTables
) -> pd.DataFrame:
    """The figures with the larger territories worked out from the sectors."""
    inhabited = places.territory[
        places.territory["level"].eq(Level.QUARTIER) & places.territory["kind"].eq(Kind.INHABITED)
    ]
    lived_in = set(inhabited["code"])
    members = {
        vintage: {sector: code for sector, code in table.items() if code in lived_in}
        for vintage, table in places.members.items()
    }
    added = aggregates(
        observations, catalogue, places.commune_of, members, places.communes, places.editions, places.people
    )
    if added.empty:
        return observations
    added = added.assign(to_verify=False)
    return pd.concat([observations, added[list(observations.columns)]], ignore_index=True)
