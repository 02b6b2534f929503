"""Lay accepted imports over the bundled figures."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.imports import Import
from data.source_files import SourceTables
from indicators.catalogue import Catalogue, Source
from indicators.estimate import Nature, Status
from indicators.french import number
from indicators.language import _

KEYS = ["indicator", "level", "code", "year"]
Accepted = tuple[tuple[Import, pd.DataFrame], ...]


def with_import_sources(catalogue: Catalogue, imports: Accepted) -> Catalogue:
    """The catalogue with one more source per import: the chain of evidence does not stop at a file."""
    added = tuple(_source(one) for one, _table in imports)
    return catalogue.model_copy(update={"sources": (*catalogue.sources, *added)})


def _source(one: Import) -> Source:
    day = f"{one.accepted_at[8:10]}/{one.accepted_at[5:7]}/{one.accepted_at[:4]}"
    note = _("Chiffre importé le {day} du fichier «\u00a0{file}\u00a0».").format(day=day, file=one.file)
    if one.warnings:
        note += " " + _("{n} avertissement(s) à la lecture, voir Données et méthodes.").format(
            n=number(len(one.warnings))
        )
    return Source(
        id=one.source_id,
        publisher=_("Fichier importé"),
        title=f"{one.title}, {one.file}",
        licence=_("Conditions de l'éditeur du fichier"),
        attribution=_("{title} (fichier «\u00a0{file}\u00a0», importé le {day})").format(
            title=one.title, file=one.file, day=day
        ),
        note=note,
    )


def with_imports(tables: SourceTables, imports: Accepted) -> SourceTables:
    """The tables with the figures of the imports; the later of two figures stands.

    An empty cell is no figure: it never takes the place of a value or of a reason.
    """
    merged = tables.observations
    for one, table in imports:
        added = table.assign(source=one.source_id, nature=Nature.PUBLISHED.value, to_verify=False)
        known = pd.MultiIndex.from_frame(merged[KEYS])
        empty = (added["status"] == Status.UNAVAILABLE.value) & pd.MultiIndex.from_frame(added[KEYS]).isin(
            known
        )
        merged = pd.concat([merged, added.loc[~empty, list(merged.columns)]], ignore_index=True)
        merged = merged.drop_duplicates(KEYS, keep="last")
    return replace(tables, observations=merged.reset_index(drop=True))
