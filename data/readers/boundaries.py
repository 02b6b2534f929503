"""Boundaries: UrbIS quartiers, Statbel sectors, communes and Region (GeoJSON, GPKG, SHP, gpkg.gz).

Statbel: sh_statbel_statistical_sectors_31370_<date> (31370 or 3812); UrbIS: MonitoringDistricts,
PERSPECTIVE_FR:PER_A10_C1_MONITORING_QUARTIER. Shapes come out in EPSG:31370.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import shapely

from data.outlines import LAMBERT_72
from data.readers.cells import Cell
from data.readers.check_geometry import checked_shapes, in_lambert_72, report_coverage
from data.readers.codes import (
    COMMUNE_HEADERS,
    QUARTIER_HEADERS,
    SECTOR_HEADERS,
    guess_level,
    read_codes,
    report_repeated,
    text_of,
)
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.layer import Layer
from data.readers.reader import Reader
from data.readers.reading import Found, stacked
from data.readers.reference import Reference
from data.readers.sheet import header_key
from data.readers.statbel import report_vintage
from data.readers.years import year_in
from indicators.level import Level, level_of

ID = "contours"
TITLE = "Contours de territoires"
REGION_KM2 = (150, 175)
_FRENCH = (
    "name_fre",
    "namefre",
    "territory_name_urbis_fr",
    "tx_sector_descr_fr",
    "t_sec_fr",
    "tx_munty_descr_fr",
    "nom_fr",
    "name_fr",
    "name",
)
_DUTCH = (
    "name_dut",
    "namedut",
    "territory_name_urbis_nl",
    "tx_sector_descr_nl",
    "t_sec_nl",
    "tx_munty_descr_nl",
    "nom_nl",
    "name_nl",
)


@dataclass(frozen=True)
class _Columns:
    level: str
    code: str | None
    french: str | None
    dutch: str | None


def polygon_layer(content: Content) -> Layer | None:
    """The first layer made of surfaces."""
    for layer in content.layers:
        if len(layer.shapes) and np.isin(shapely.get_type_id(layer.shapes), (3, 6, -1)).all():
            return layer
    return None


def _matches(content: Content) -> bool:
    layer = polygon_layer(content)
    return layer is not None and (_columns(layer) is not None or len(layer.shapes) == 1)


def _columns(layer: Layer) -> _Columns | None:
    titles = {header_key(str(title)): str(title) for title in layer.attributes.columns}

    def pick(names: tuple[str, ...] | list[str]) -> str | None:
        return next((titles[name] for name in names if name in titles), None)

    french, dutch = pick(_FRENCH), pick(_DUTCH)
    sector = pick(SECTOR_HEADERS)
    if sector:
        return _Columns("secteur", sector, french, dutch)
    quartier = pick([*QUARTIER_HEADERS, "id"])
    if quartier and guess_level(list(layer.attributes[quartier])) == "quartier":
        return _Columns("quartier", quartier, french, dutch)
    commune = pick(COMMUNE_HEADERS)
    if commune:
        return _Columns(
            "commune", commune, pick(("tx_munty_descr_fr",)) or french, pick(("tx_munty_descr_nl",)) or dutch
        )
    if pick(("tx_munty_descr_fr",)):
        return _Columns("commune", None, french, dutch)
    return None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    layer = polygon_layer(content)
    if layer is None:
        raise refusal(content.file, "la couche ne contient pas de surfaces.")
    faults.sheet = layer.name
    columns = _columns(layer)
    rows = list(range(1, len(layer.shapes) + 1))
    series = in_lambert_72(layer, faults)
    if columns is None:
        area = float(series.area.sum() / 1e6)
        if not REGION_KM2[0] <= area <= REGION_KM2[1]:
            raise refusal(
                content.file,
                "la forme n'a pas de code et n'a pas la surface de la Région.",
                value=f"{area:.1f} km²",
            )
        faults.warn(
            "la forme n'a pas de code\u00a0: reconnue comme la Région d'après sa surface.",
            value=f"{area:.2f} km²",
        )
        columns, codes = _Columns("region", None, None, None), ["04000"]
    elif columns.code is None:
        codes = _codes_by_name(list(layer.attributes[str(columns.french)]), rows, reference, faults)
    else:
        cells: list[Cell] = list(layer.attributes[columns.code])
        codes = read_codes(cells, columns.level, rows, columns.code, faults)
    report_repeated(codes, rows, columns.code or "code", faults)
    frame = outlines(layer, series, columns.level, codes, columns.french, columns.dutch, faults)
    if columns.level == "secteur":
        frame = frame.assign(commune=_communes_of(layer, codes))
    _report_join(columns.level, codes, reference, faults)
    return Found(stacked([]), len(frame), {"contours": frame.assign(vintage=_vintage(layer, content.file))})


def outlines(
    layer: Layer,
    series: gpd.GeoSeries,
    level: str,
    codes: list[str],
    french: str | None,
    dutch: str | None,
    faults: FaultLog,
) -> gpd.GeoDataFrame:
    """Check the shapes and lay them out: level, code, name_fr, name_nl, area_km2, geometry (31370)."""
    shapes = checked_shapes(series, codes, faults)
    if not faults.errors:
        report_coverage(shapes, codes, faults)
    names = {
        title: [text_of(cell) for cell in layer.attributes[column]] if column else [""] * len(codes)
        for title, column in (("name_fr", french), ("name_nl", dutch))
    }
    return gpd.GeoDataFrame(
        {"level": level, "code": codes, **names, "area_km2": shapely.area(shapes) / 1e6},
        geometry=shapes,
        crs=LAMBERT_72,
    )


def _communes_of(layer: Layer, codes: list[str]) -> list[str]:
    """The commune of each sector: a merged commune keeps the old number inside its sectors."""
    titles = {header_key(str(title)): str(title) for title in layer.attributes.columns}
    column = next((titles[name] for name in COMMUNE_HEADERS if name in titles), None)
    if column is None:
        return [code[:5] for code in codes]
    told = [text_of(cell) for cell in layer.attributes[column]]
    return [
        nis if level_of(nis) is Level.COMMUNE else code[:5] for nis, code in zip(told, codes, strict=True)
    ]


def _codes_by_name(names: list[Cell], rows: list[int], reference: Reference, faults: FaultLog) -> list[str]:
    """Look communes up by name; a name that only looks alike is proposed, not taken."""
    codes = []
    for name, row in zip(names, rows, strict=True):
        found = reference.commune_names.codes(text_of(name))
        codes.append(found[0] if len(found) == 1 else "")
        if len(found) != 1:
            near = _proposed(text_of(name), reference)
            faults.warn(
                "aucune commune connue ne porte exactement ce nom\u00a0: elle reste sans code.",
                f"Proposition\u00a0: {near}." if near else "",
                row=row,
                column="nom",
                value=name,
            )
    return codes


def _proposed(name: str, reference: Reference) -> str:
    near = reference.commune_names.nearest(name)
    return ", ".join(f"{written} ({code})" for code, written in near)


def _report_join(level: str, codes: list[str], reference: Reference, faults: FaultLog) -> None:
    if level == "secteur":
        # Outlines may bring a vintage of their own, but not one that the official tables do not know.
        official = replace(reference, sectors=frozenset(reference.sector_quartier))
        report_vintage(codes, official, faults)
        return
    if level != "quartier":
        return
    unknown = sorted({code for code in codes if code} - set(reference.quartiers))
    missing = sorted(set(reference.quartiers) - set(codes), key=int)
    for code in unknown:
        faults.error("aucun quartier ne porte ce code.", row=codes.index(code) + 1, value=code)
    if missing:
        listed = ", ".join(missing[:10]) + (", …" if len(missing) > 10 else "")
        faults.error(
            f"{len(missing)} quartiers sur {len(reference.quartiers)} n'ont pas de contour\u00a0: {listed}.",
            "Téléchargez la couche entière.",
        )


def _vintage(layer: Layer, file: str) -> str:
    titles = {header_key(str(title)): str(title) for title in layer.attributes.columns}
    if "dt_situation" in titles and len(layer.attributes):
        return text_of(layer.attributes[titles["dt_situation"]].iloc[0])[:10]
    year = year_in(file)
    return str(year) if year else ""


READER = Reader(ID, TITLE, _matches, _read, rank=2)
