"""Statbel: fiscal income by statistical sector (TF_PSNL_INC_TAX_SECTOR, fisc<year>).

https://statbel.fgov.be/fr/themes/menages/revenus-fiscaux. Empty cells are suppressed: too
few declarations. No median can be made of medians.
"""

from __future__ import annotations

from data.readers.cells import read_numbers, report_bad, report_fractions
from data.readers.codes import SECTOR_HEADERS
from data.readers.content import Content
from data.readers.fault_log import FaultLog, refusal
from data.readers.reader import Reader
from data.readers.reading import Found, observed, stacked
from data.readers.reference import Reference
from data.readers.statbel import first_table, report_repeated_years, report_vintage, sector_codes, years_of
from indicators.estimate import Status
from indicators.french import number

ID = "statbel_revenus"
TITLE = "Statbel, revenus fiscaux par secteur statistique"
_DECLARATIONS = ("MS_NBR_NON_ZERO_INC", "nb_declaration", "nb_declarations", "MS_NBR_TOT_INC")
_MEDIAN = ("MS_MEDIAN_NET_TAXABLE_INC", "revenu_median_decla", "MEDIAN_DECL")
_OTHERS = {
    "revenu_imposable_total": ("MS_TOT_NET_TAXABLE_INC", "revenu_total_net_imposable"),
    "revenu_imposable_moyen": ("MS_AVG_TOT_NET_TAXABLE_INC", "revenu_moyen_decla", "MEAN_DECL"),
    "revenu_imposable_moyen_habitant": ("MS_AVG_NET_TAXABLE_INC_PER_INHAB", "MS_AVG_INC_PER_INHAB"),
    "revenu_interquartile": ("MS_INT_QUART_DIFF",),
    "revenu_quartile_1": ("MS_INT_QUART_Q1", "MS_Q1"),
    "revenu_quartile_3": ("MS_INT_QUART_Q3", "MS_Q3"),
}


def _groups() -> tuple[tuple[str, ...], ...]:
    return (tuple(SECTOR_HEADERS), _DECLARATIONS, _MEDIAN)


def _matches(content: Content) -> bool:
    return first_table(content, *_groups(), rows=False) is not None


def _read(content: Content, reference: Reference, faults: FaultLog) -> Found:
    table = first_table(content, *_groups())
    if table is None:
        raise refusal(content.file, "les colonnes CD_SECTOR et MS_MEDIAN_NET_TAXABLE_INC sont absentes.")
    faults.sheet = table.sheet
    sector, declared = table.find(*SECTOR_HEADERS), table.find(*_DECLARATIONS)
    assert sector is not None and declared is not None
    codes, levels = sector_codes(table, sector, faults)
    years = years_of(table, content, faults)
    report_repeated_years(codes, years, table.rows, table.titles[sector], faults)
    report_vintage(codes, reference, faults)
    cells = table.cells(declared)
    declarations = read_numbers(cells, missing=Status.SUPPRESSED)
    report_bad(declarations, cells, table.rows, table.titles[declared], faults)
    report_fractions(declarations, cells, table.rows, table.titles[declared], faults)
    parts = [
        observed(
            "declarations", levels, codes, years, declarations.values, declarations.statuses, table.rows, ID
        )
    ]
    for indicator, titles in {"revenu_imposable_median": _MEDIAN, **_OTHERS}.items():
        column = table.find(*titles)
        if column is None:
            continue
        cells = table.cells(column)
        numbers = read_numbers(cells, missing=Status.SUPPRESSED)
        report_bad(numbers, cells, table.rows, table.titles[column], faults)
        parts.append(
            observed(
                indicator,
                levels,
                codes,
                years,
                numbers.values,
                numbers.statuses,
                table.rows,
                ID,
                denominator=declarations.values,
            )
        )
        hidden = numbers.statuses.count(Status.SUPPRESSED.value)
        if indicator == "revenu_imposable_median" and hidden:
            faults.warn(
                f"{number(hidden)} médianes sur {number(len(codes))} sont secrètes (trop peu de déclarations).",
                "Elles restent «\u00a0secret statistique\u00a0», jamais zéro.",
                column=table.titles[column],
            )
    return Found(stacked(parts), len(table.body))


READER = Reader(ID, TITLE, _matches, _read)
