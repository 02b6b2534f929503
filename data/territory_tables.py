"""Which territories exist, where they lie and what they belong to: bundled lists and imported files.

One list of territories of every level; one outline per territory and vintage; one table of
shares from a territory to the larger ones it lies in. Sectors of several vintages stand side
by side: a sector code means nothing without the year it was drawn for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from data.imports import Usable
from data.readable_names import readable_name
from data.source_files import SourceTables
from indicators.level import BELGIUM, BRUSSELS, FLANDERS, WALLONIA, Level, region_of
from indicators.territory import Kind

BUNDLED_VINTAGE = "2024"
REGIONS = {
    BRUSSELS: ("Région de Bruxelles-Capitale", "Brussels Hoofdstedelijk Gewest"),
    FLANDERS: ("Région flamande", "Vlaams Gewest"),
    WALLONIA: ("Région wallonne", "Waals Gewest"),
}
_GEOMETRY = ["level", "code", "vintage", "wkb", "source"]
BUNDLED_SOURCE = "urbis_md"
_SHARE = ["child_level", "child", "parent_level", "parent", "share", "basis", "vintage"]


@dataclass(frozen=True)
class TerritoryTables:
    """`territory`, `geometry` and `share`: the columns of the tables of the same names.

    `commune_of` maps sectors, and the first five characters of their codes, to NIS codes: a
    merged commune keeps its old number inside its sectors. `members` maps, for each sector table (by vintage,
    the newest first), sectors to quartiers; `communes` says how many communes each Region has; `editions`
    are the known lists of sectors, by name («contours:2022», «population:2019»); `people` the newest
    population of each sector.
    """

    territory: pd.DataFrame
    geometry: pd.DataFrame
    share: pd.DataFrame
    commune_of: Mapping[str, str]
    members: Mapping[str, Mapping[str, str]]
    communes: Mapping[str, int]
    editions: Mapping[str, frozenset[str]]
    people: Mapping[str, float]


def territory_tables(
    bundled: SourceTables,
    accepted: Sequence[tuple[str, Usable]] = (),
    observations: pd.DataFrame | None = None,
) -> TerritoryTables:
    """Assemble the tables from the bundled quartiers and the accepted files, oldest first.

    `accepted` pairs the source that an import bears with what it holds.

    `observations` are all figures in force: population says how a quartier is shared between
    communes, and which sectors are empty.
    """
    held = [
        {name: rows.assign(source=source) for name, rows in one.tables.items()} for source, one in accepted
    ]
    sectors = _sectors(held)
    communes = _communes(bundled.quartiers, sectors, held)
    geometry = _geometry(bundled, held, sectors)
    members = _members(held)
    people = _people(observations)
    territory = pd.concat(
        [
            bundled.quartiers.assign(level=Level.QUARTIER.value, quartier="", region=BRUSSELS),
            _commune_rows(communes, geometry),
            _larger_rows(communes, geometry),
            _sector_rows(sectors, communes, members, people, geometry),
        ],
        ignore_index=True,
    )
    return TerritoryTables(
        territory=territory,
        geometry=geometry,
        share=_shares(bundled.quartiers, sectors, members, people, communes),
        commune_of=_commune_of(sectors),
        members=members,
        communes=_communes_to_find(communes),
        editions=_editions(geometry, members, observations),
        people=people.to_dict(),
    )


FEWEST_COMMUNES = {BRUSSELS: 19, FLANDERS: 285, WALLONIA: 261}
"""Communes of each Region since 2025, fewer than in any year before: a Region is not made of less."""


def _communes_to_find(communes: pd.DataFrame) -> dict[str, int]:
    known = communes.index.to_series().map(region_of).value_counts()
    return {code: max(fewest, int(known.get(code, 0))) for code, fewest in FEWEST_COMMUNES.items()}


def _editions(
    geometry: pd.DataFrame, members: Mapping[str, Mapping[str, str]], observations: pd.DataFrame | None
) -> dict[str, frozenset[str]]:
    """Every list of sectors that is known: of outlines, of tables, of populations."""
    drawn = geometry[geometry["level"] == Level.SECTOR]
    found = {f"contours:{name}": frozenset(part["code"]) for name, part in drawn.groupby("vintage")}
    found |= {f"table:{name}": frozenset(table) for name, table in members.items()}
    if observations is not None:
        rows = observations[
            observations["indicator"].eq("population") & observations["level"].eq(Level.SECTOR)
        ]
        found |= {f"population:{year}": frozenset(part["code"]) for year, part in rows.groupby("year")}
    return found


def _commune_of(sectors: pd.DataFrame) -> dict[str, str]:
    by_prefix = sectors.assign(prefix=sectors["code"].str[:5]).drop_duplicates("prefix", keep="last")
    pairs = dict(zip(by_prefix["prefix"], by_prefix["commune"], strict=True))
    return pairs | dict(zip(sectors["code"], sectors["commune"], strict=True))


def _stack(held: Sequence[Mapping[str, pd.DataFrame]], name: str) -> pd.DataFrame | None:
    found = [tables[name].assign(order=order) for order, tables in enumerate(held) if name in tables]
    return pd.concat(found, ignore_index=True) if found else None


def _contours(held: Sequence[Mapping[str, pd.DataFrame]], level: Level) -> pd.DataFrame:
    drawn = _stack(held, "contours")
    if drawn is None:
        return pd.DataFrame(columns=[*_GEOMETRY, "name_fr", "name_nl", "order"])
    return drawn[drawn["level"] == level.value]


def _sectors(held: Sequence[Mapping[str, pd.DataFrame]]) -> pd.DataFrame:
    """Every known sector: code, name_fr, name_nl, commune, commune_fr; the later file knows better."""
    columns = ["code", "name_fr", "name_nl", "commune", "commune_fr", "commune_nl"]
    parts = [_contours(held, Level.SECTOR)]
    for name in ("secteurs_quartiers", "secteurs"):
        table = _stack(held, name)
        if table is not None:
            parts.append(table.rename(columns={"sector": "code"}))
    rows = pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True).astype(object)
    rows = rows[~rows["code"].str.endswith("ZZZZ").astype(bool)]
    known = rows.replace("", None).groupby("code", sort=True).last().reset_index()
    known["commune"] = known["commune"].fillna(known["code"].str[:5])
    return known


def _communes(
    quartiers: pd.DataFrame, sectors: pd.DataFrame, held: Sequence[Mapping[str, pd.DataFrame]]
) -> pd.DataFrame:
    """Names of the communes that something is known of, by NIS code."""
    pairs = [
        {"code": code, "name_fr": name, "name_nl": ""}
        for codes, names in zip(quartiers["commune_codes"], quartiers["communes"], strict=True)
        for code, name in zip(codes, names, strict=True)
    ]
    told = sectors[["commune", "commune_fr", "commune_nl"]].set_axis(["code", "name_fr", "name_nl"], axis=1)
    parts = [told, _contours(held, Level.COMMUNE), pd.DataFrame(pairs)]
    present = pd.unique(pd.concat([part["code"] for part in parts]))
    nomenclature = _stack(held, "communes")
    if nomenclature is not None:
        # Before the bundled names: the nomenclature says «Forest (Bruxelles-Capitale)».
        parts.insert(2, nomenclature[nomenclature["code"].isin(present)])
    columns = ["code", "name_fr", "name_nl"]
    rows = pd.concat([part.reindex(columns=columns) for part in parts], ignore_index=True).astype(object)
    known = rows.replace("", None).groupby("code", sort=True).last()
    known["name_fr"] = known["name_fr"].fillna(known.index.to_series()).map(readable_name)
    known["name_nl"] = known["name_nl"].fillna("").map(readable_name)
    return known


def _geometry(
    bundled: SourceTables, held: Sequence[Mapping[str, pd.DataFrame]], sectors: pd.DataFrame
) -> pd.DataFrame:
    quartiers = pd.DataFrame(
        {
            "level": Level.QUARTIER.value,
            "code": bundled.outlines["code"],
            "vintage": BUNDLED_VINTAGE,
            "wkb": bundled.outlines.geometry.to_wkb(),
            "source": BUNDLED_SOURCE,
        }
    )
    drawn = _contours(held, Level.QUARTIER)
    complete = [
        part for _order, part in drawn.groupby("order") if set(quartiers["code"]) <= set(part["code"])
    ]
    if complete:
        newest = complete[-1].assign(vintage=BUNDLED_VINTAGE)
        quartiers = newest[newest["code"].isin(set(quartiers["code"]))][_GEOMETRY]
    layers = _sector_layers(_contours(held, Level.SECTOR), sectors)
    communes = _contours(held, Level.COMMUNE).drop_duplicates("code", keep="last")[_GEOMETRY]
    communes = communes.assign(vintage="")
    united = _united(layers, sectors, set(communes["code"]))
    communes = pd.concat([communes, united], ignore_index=True)
    larger = _larger(quartiers, communes)
    return pd.concat([quartiers, layers, communes, larger], ignore_index=True)


def _sector_layers(drawn: pd.DataFrame, sectors: pd.DataFrame) -> pd.DataFrame:
    """Outlines of sectors, commune by commune: a layer that another one contains is dropped.

    Of two layers with the same codes in a commune the finer one stays; layers with different
    codes stay side by side.
    """
    if drawn.empty:
        return pd.DataFrame(columns=_GEOMETRY)
    commune_of = dict(zip(sectors["code"], sectors["commune"], strict=True))
    drawn = drawn.assign(
        commune=drawn["code"].map(commune_of),
        year=drawn["vintage"].str[:4],
        size=[len(shape) for shape in drawn["wkb"]],
    )
    kept = []
    for _commune, rows in drawn.groupby("commune"):
        layers = [part for _key, part in rows.groupby(["order", "year"])]
        if len(layers) == 1:
            kept.append(layers[0])
            continue
        layers.sort(key=lambda part: (len(part), part["size"].sum(), part["year"].iloc[0]), reverse=True)
        seen: list[set[str]] = []
        for part in layers:
            codes = set(part["code"])
            if not any(codes <= other for other in seen):
                seen.append(codes)
                kept.append(part)
    found = pd.concat(kept, ignore_index=True)
    found["vintage"] = found["year"]
    # Two layers of one year with different codes: the later file is the one that counts.
    found = found.sort_values("order").drop_duplicates(["level", "code", "vintage"], keep="last")
    return found[_GEOMETRY]


def _united(layers: pd.DataFrame, sectors: pd.DataFrame, drawn: set[str]) -> pd.DataFrame:
    """Outlines of communes that no file draws, from the newest vintage of their sectors."""
    commune_of = dict(zip(sectors["code"], sectors["commune"], strict=True))
    rows = layers.assign(commune=layers["code"].map(commune_of))
    rows = rows[~rows["commune"].isin(drawn)]
    found = []
    for commune, part in rows.groupby("commune"):
        newest = part[part["vintage"] == part["vintage"].max()]
        shape = shapely.union_all(shapely.make_valid(shapely.from_wkb(list(newest["wkb"]))))
        source = newest["source"].iloc[-1]
        found.append((Level.COMMUNE.value, commune, "", shapely.to_wkb(shape), source))
    return pd.DataFrame(found, columns=_GEOMETRY)


def _larger(quartiers: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """Outlines of Brussels (from its quartiers), of the other Regions and of Belgium (from communes)."""
    brussels = shapely.union_all(shapely.from_wkb(list(quartiers["wkb"])))
    shapes = {BRUSSELS: brussels}
    region = communes["code"].map(region_of)
    for code in (FLANDERS, WALLONIA):
        parts = communes[region == code]
        if len(parts) >= FEWEST_COMMUNES[code]:
            shapes[code] = shapely.union_all(shapely.make_valid(shapely.from_wkb(list(parts["wkb"]))))
    if len(shapes) == len(REGIONS):
        shapes[BELGIUM] = shapely.union_all(list(shapes.values()))
    drawn_by = communes["source"].iloc[-1] if len(communes) else BUNDLED_SOURCE
    rows = [
        (
            Level.COUNTRY.value if code == BELGIUM else Level.REGION.value,
            code,
            "",
            shapely.to_wkb(shape),
            BUNDLED_SOURCE if code == BRUSSELS else drawn_by,
        )
        for code, shape in shapes.items()
    ]
    return pd.DataFrame(rows, columns=_GEOMETRY)


def _members(held: Sequence[Mapping[str, pd.DataFrame]]) -> dict[str, dict[str, str]]:
    table = _stack(held, "secteurs_quartiers")
    if table is None:
        return {}
    table = table.sort_values("order").drop_duplicates(["vintage", "sector"], keep="last")
    table = table[table["quartier"].astype(str) != ""]
    return {
        str(vintage): dict(zip(part["sector"], part["quartier"], strict=True))
        for vintage, part in sorted(table.groupby("vintage"), reverse=True)
    }


def _people(observations: pd.DataFrame | None) -> pd.Series:
    """Newest population of each sector, by code; its name is the year of most of them."""
    if observations is None:
        return pd.Series(dtype=float)
    rows = observations[
        observations["indicator"].eq("population")
        & observations["level"].eq(Level.SECTOR)
        & observations["value"].notna()
    ]
    newest = rows.sort_values("year").drop_duplicates("code", keep="last")
    named = str(int(newest["year"].mode().iloc[0])) if len(newest) else ""
    return pd.Series(newest["value"].to_numpy(float), newest["code"].to_numpy(), name=named)


def _areas(geometry: pd.DataFrame, level: Level) -> dict[str, float]:
    rows = geometry[geometry["level"] == level]
    areas = shapely.area(shapely.from_wkb(list(rows["wkb"]))) / 1e6 if len(rows) else []
    return dict(zip(rows["code"], areas, strict=True))


def _rows(level: Level, codes: Sequence[str], names: Sequence[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "level": level.value,
            "code": list(codes),
            "name_fr": [french for french, _dutch in names],
            "name_nl": [dutch for _french, dutch in names],
            "kind": Kind.INHABITED.value,
            "quartier": "",
        }
    )


def _commune_rows(communes: pd.DataFrame, geometry: pd.DataFrame) -> pd.DataFrame:
    names = list(zip(communes["name_fr"], communes["name_nl"], strict=True))
    codes = list(communes.index)
    rows = _rows(Level.COMMUNE, codes, names)
    areas = _areas(geometry, Level.COMMUNE)
    return rows.assign(
        communes=[[french] for french, _dutch in names],
        commune_codes=[[code] for code in codes],
        area_km2=[areas.get(code, np.nan) for code in codes],
        region=[region_of(code) for code in codes],
    )


def _larger_rows(communes: pd.DataFrame, geometry: pd.DataFrame) -> pd.DataFrame:
    present = {region_of(code) for code in communes.index}
    regions = [code for code in REGIONS if code in present]
    rows = _rows(Level.REGION, regions, [REGIONS[code] for code in regions])
    areas = _areas(geometry, Level.REGION)
    rows["region"] = regions
    rows["area_km2"] = [areas.get(code, np.nan) for code in regions]
    if len(regions) == len(REGIONS):
        country = _rows(Level.COUNTRY, [BELGIUM], [("Belgique", "België")])
        area = _areas(geometry, Level.COUNTRY).get(BELGIUM, np.nan)
        rows = pd.concat([rows, country.assign(region="", area_km2=area)], ignore_index=True)
    return rows.assign(communes=[[]] * len(rows), commune_codes=[[]] * len(rows))


def _sector_rows(
    sectors: pd.DataFrame,
    communes: pd.DataFrame,
    members: Mapping[str, Mapping[str, str]],
    people: pd.Series,
    geometry: pd.DataFrame,
) -> pd.DataFrame:
    quartier_of: dict[str, str] = {}
    for table in reversed(list(members.values())):
        quartier_of |= table
    names = communes["name_fr"].to_dict()
    codes, nis = list(sectors["code"]), list(sectors["commune"])
    french = [readable_name(name or code) for name, code in zip(sectors["name_fr"], codes, strict=True)]
    dutch = [readable_name(name or "") for name in sectors["name_nl"]]
    rows = _rows(Level.SECTOR, codes, list(zip(french, dutch, strict=True)))
    empty = people[people == 0].index
    areas = _areas(geometry, Level.SECTOR)
    return rows.assign(
        kind=np.where(rows["code"].isin(empty), Kind.EMPTY.value, Kind.INHABITED.value),
        communes=[[names.get(code, code)] for code in nis],
        commune_codes=[[code] for code in nis],
        area_km2=[areas.get(code, np.nan) for code in codes],
        quartier=[quartier_of.get(code, "") for code in codes],
        region=[region_of(code) for code in nis],
    )


def _shares(
    quartiers: pd.DataFrame,
    sectors: pd.DataFrame,
    members: Mapping[str, Mapping[str, str]],
    people: pd.Series,
    communes: pd.DataFrame,
) -> pd.DataFrame:
    """What part of a territory lies in each larger one; NaN where it is not known."""
    rows: list[tuple[str, str, str, str, float, str, str]] = []
    sector, quartier, commune = Level.SECTOR.value, Level.QUARTIER.value, Level.COMMUNE.value
    commune_of = dict(zip(sectors["code"], sectors["commune"], strict=True))
    rows += [(sector, code, commune, nis, 1.0, "liste", "") for code, nis in commune_of.items()]
    for vintage, table in members.items():
        rows += [(sector, code, quartier, q, 1.0, "table", vintage) for code, q in table.items()]
    placed = _quartier_shares(members, commune_of, people)
    for code, codes in zip(quartiers["code"], quartiers["commune_codes"], strict=True):
        known = placed.get(code)
        if known is not None:
            rows += [(quartier, code, commune, nis, *known[nis], "") for nis in known]
        elif len(codes) == 1:
            rows.append((quartier, code, commune, codes[0], 1.0, "liste", ""))
        else:
            rows += [(quartier, code, commune, nis, np.nan, "inconnue", "") for nis in codes]
    rows += [(commune, nis, "region", region_of(nis), 1.0, "liste", "") for nis in communes.index]
    return pd.DataFrame(rows, columns=_SHARE)


def _quartier_shares(
    members: Mapping[str, Mapping[str, str]], commune_of: Mapping[str, str], people: pd.Series
) -> dict[str, dict[str, tuple[float, str]]]:
    """Share of each commune in the people of a quartier, from the sectors with a population.

    The sector table that most of the populated sectors are in is used; where nobody lives, the
    number of sectors stands in.
    """
    if not members:
        return {}
    table = max(members.values(), key=lambda pairs: people.index.isin(list(pairs)).sum())
    rows = pd.DataFrame({"sector": list(table), "quartier": list(table.values())})
    rows["commune"] = rows["sector"].map(commune_of)
    rows["people"] = rows["sector"].map(people).fillna(0.0).to_numpy(float)
    found: dict[str, dict[str, tuple[float, str]]] = {}
    for quartier, part in rows.groupby("quartier"):
        whole = part["people"].sum()
        weights = part["people"] if whole > 0 else pd.Series(1.0, part.index)
        basis = f"population {people.name}" if whole > 0 else "nombre de secteurs"
        split = weights.groupby(part["commune"]).sum() / weights.sum()
        found[str(quartier)] = {str(nis): (float(share), basis) for nis, share in split.items()}
    return found
