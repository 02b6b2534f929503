"""The official files of the mirror that make statistics of all of Belgium."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "DIAGNOSTIC_MIRROR"
TIMED = {
    "secteurs (GeoPackage)": "be-secteurs-communes-sciensano/be_secteurs*.gpkg*",
    "population (XLSX)": "statbel-population-*/*.xls*",
    "revenus (XLS)": "statbel-revenus-*/*.xls*",
    "recensement (XLS)": "statbel-census*/*.xls*",
}
"""Files whose reading is timed one by one."""
OTHERS = (
    "be-secteurs-communes-sciensano/be_communes*.gpkg*",
    "bxl-secteurs-statbel-2022/*.gpkg",
    "crosswalk-secteur-quartier/MQ*.xlsx",
    "nomenclatures-refnis-postal/TU*.txt",
)


def mirror_files() -> list[Path]:
    """All files of the import; FileNotFoundError says in French what is missing."""
    told = os.environ.get(VARIABLE)
    if not told:
        raise FileNotFoundError(f"{VARIABLE} n'est pas défini")
    found = {pattern: sorted(Path(told).glob(pattern)) for pattern in (*TIMED.values(), *OTHERS)}
    missing = [pattern for pattern, paths in found.items() if not paths]
    if missing:
        raise FileNotFoundError(f"{VARIABLE} ne contient pas {', '.join(missing)}")
    return [path for paths in found.values() for path in paths]
