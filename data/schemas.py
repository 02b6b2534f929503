"""What each bundled file must look like, and how a breach is said in French.

The files are read as text; the schemas check the text, so that the value that is
quoted in an error is the one that stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from indicators.estimate import Status
from indicators.territory import Kind
from indicators.user_error import Fault

NUMBER = r"^-?\d+(\.\d+)?$"
OPTIONAL_NUMBER = r"^(-?\d+(\.\d+)?)?$"
YEAR = r"^(19|20)\d\d$"
CODE = r"^[1-9]\d{0,2}$"
VERTICES = r"^\d{5,6} \d{5,6}(,\d{5,6} \d{5,6}){3,}$"


@dataclass(frozen=True)
class Rule:
    """A check on the text of a column, with the sentence for people."""

    check: pa.Check
    problem: str
    remedy: str = ""


def matches(pattern: str, problem: str, remedy: str = "") -> Rule:
    """Every value matches `pattern`."""
    return Rule(pa.Check.str_matches(pattern, error=problem), problem, remedy)


def among(values: list[str], problem: str) -> Rule:
    """Every value is one of `values`."""
    return Rule(pa.Check.isin(values, error=problem), problem, "Valeurs admises : " + ", ".join(values) + ".")


_number = matches(
    NUMBER, "ce n'est pas un nombre.", "Écrivez les décimales avec un point, sans espace ni unité."
)
_optional_number = matches(
    OPTIONAL_NUMBER,
    "ce n'est pas un nombre.",
    "Écrivez les décimales avec un point, ou laissez la case vide.",
)
_year = matches(YEAR, "ce n'est pas une année.")
_code = matches(CODE, "ce n'est pas un code de quartier (1 à 999).")
_filled = matches(r"\S", "la case est vide.")

SCHEMAS: dict[str, dict[str, list[Rule]]] = {
    "quartiers.csv": {
        "quartier_code": [_code],
        "nom_fr": [_filled],
        "nom_nl": [_filled],
        "type": [among([kind.value for kind in Kind], "type de quartier inconnu.")],
        "communes_nis": [matches(r"^\d{5}(\|\d{5})*$", "ce ne sont pas des codes de commune.")],
        "communes": [_filled],
        "secteurs": [matches(r"^\d+$", "ce n'est pas un nombre de secteurs.")],
        "aire_km2": [_number],
    },
    "contours.csv": {
        "quartier_code": [_code],
        "polygone": [matches(r"^\d+$", "ce n'est pas un numéro de polygone.")],
        "anneau": [matches(r"^\d+$", "ce n'est pas un numéro d'anneau.")],
        "points_lambert72_m": [
            matches(VERTICES, "le contour n'est pas une suite de points «\u00a0x y\u00a0» en mètres.")
        ],
    },
    "indicateurs.csv": {
        "indicateur": [_filled],
        "quartier_code": [_code],
        "annee": [_year],
        "valeur": [_optional_number],
        "statut": [among([status.value for status in Status], "statut inconnu.")],
        "source": [_filled],
    },
    "region.csv": {
        "indicateur": [_filled],
        "annee": [_year],
        "valeur": [_number],
        "nature": [among(["publie", "calcule_pondere_population_2019"], "nature inconnue.")],
        "source": [_filled],
    },
    "services.csv": {
        "nom": [_filled],
        "type": [_filled],
        "public": [],
        "rue_numero": [],
        "code_postal": [matches(r"^(\d{4})?$", "ce n'est pas un code postal belge.")],
        "commune": [],
        "lon": [_optional_number],
        "lat": [_optional_number],
        "quartier_code": [matches(r"^([1-9]\d{0,2})?$", "ce n'est pas un code de quartier.")],
        "quartier_confiance": [among(["", "probable", "certain"], "confiance inconnue.")],
        "site_web": [],
        "source_url": [_filled],
        "source_date": [],
    },
    "offre_sante_mentale.csv": {
        "sujet": [_filled],
        "valeur": [_number],
        "unite": [_filled],
        "annee": [_filled],
        "territoire": [_filled],
        "source_url": [_filled],
    },
    "document_003.csv": {
        "territoire": [_filled],
        "quartier_code": [matches(r"^([1-9]\d{0,2})?$", "ce n'est pas un code de quartier.")],
        "sujet": [_filled],
        "valeur": [_number],
        "unite": [_filled],
        "annee": [_year],
        "section": [_filled],
        "remarque": [],
    },
}


def text_faults(file: str, table: pd.DataFrame) -> list[Fault]:
    """Check the text of a table against its schema.

    `table` holds strings only; its index counts from 0, so row r of the table is row
    r + 2 of the file. Returns one Fault per wrong cell.
    """
    rules = SCHEMAS[file]
    schema = pa.DataFrameSchema(
        {name: pa.Column(str, checks=[rule.check for rule in column]) for name, column in rules.items()}
    )
    try:
        schema.validate(table, lazy=True)
    except SchemaErrors as error:
        sentences = {rule.problem: rule for column in rules.values() for rule in column}
        return [
            Fault(
                sentences[case.check].problem if case.check in sentences else f"{case.check}.",
                sentences[case.check].remedy if case.check in sentences else "",
                file=file,
                row=None if pd.isna(case.index) else int(case.index) + 2,
                column=str(case.column),
                value=str(case.failure_case)[:80],
            )
            for case in error.failure_cases.itertuples()
        ]
    return []
