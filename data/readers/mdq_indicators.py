"""Indicators of the Monitoring des Quartiers: page numbers, FR and NL labels, ids of our catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.readers.names import folded


@dataclass(frozen=True)
class MdqIndicator:
    """One indicator page. `id` is the catalogue's when it has one; `starts` are folded beginnings of labels."""

    page: int | None
    id: str
    starts: tuple[str, ...]
    source: str = ""

    @property
    def source_id(self) -> str:
        """Id of the source in the catalogue."""
        return self.source or f"ibsa_mdq_{self.page}"


KNOWN = (
    MdqIndicator(
        2428,
        "bim",
        (
            "part des beneficiaires de l intervention majoree",
            "part de la population beneficiaire de l intervention majoree",
            "aandeel van de rechthebbenden op de verhoogde tegemoetkoming",
        ),
    ),
    MdqIndicator(
        2531,
        "cpas",
        ("part des beneficiaires d un revenu du cpas", "aandeel begunstigden van een ocmw inkomen"),
    ),
    MdqIndicator(2233, "chomage", ("taux de chomage", "werkloosheidsgraad")),
    MdqIndicator(
        2268,
        "logements_sociaux",
        (
            "part de logements sociaux",
            "part des logements sociaux",
            "logements sociaux",
            "aandeel sociale woningen",
        ),
    ),
    MdqIndicator(
        2336,
        "revenu_imposable_median",
        ("revenu imposable median", "revenu median des declarations", "mediaan belastbaar inkomen"),
    ),
    MdqIndicator(
        2498,
        "revenu_equivalent_median",
        ("revenu equivalent median", "mediaan equivalent inkomen", "equivalent mediaan inkomen"),
    ),
    MdqIndicator(1603, "population", ("population totale", "totale bevolking", "nombre d habitants")),
    MdqIndicator(2259, "mdq_2259", ("densite de population", "bevolkingsdichtheid")),
    MdqIndicator(
        2333,
        "part_65_plus",
        ("part des 65 ans et plus dans la population", "aandeel van de 65 jaar en ouder"),
    ),
    MdqIndicator(
        2379,
        "isoles_30_plus",
        ("part des isoles de 30 ans et plus", "aandeel alleenwonenden van 30 jaar en meer"),
    ),
    MdqIndicator(
        2316,
        "isoles_moins_30",
        (
            "part des isoles de moins de 30 ans",
            "aandeel alleenwonenden jonger dan 30",
            "aandeel alleenwonenden van minder dan 30",
        ),
    ),
    MdqIndicator(
        None,
        "isoles_65_plus",
        ("part des isoles de 65 ans et plus", "aandeel alleenwonenden van 65 jaar en meer"),
        "ibsa_mdq_isoles65",
    ),
    MdqIndicator(
        2481, "mdq_2481", ("part des surfaces impermeables", "aandeel ondoordringbare oppervlakken")
    ),
    MdqIndicator(
        2338,
        "mdq_2338",
        (
            "part de la population a proximite d un espace vert",
            "aandeel van de bevolking in de nabijheid van een groene",
        ),
    ),
    MdqIndicator(1407, "mdq_1407", ("nombre d hommes", "aantal mannen")),
    MdqIndicator(1715, "mdq_1715", ("nombre de femmes", "aantal vrouwen")),
    MdqIndicator(2513, "mdq_2513", ("nombre de ventes d appartements", "aantal verkopen van appartementen")),
    MdqIndicator(
        2514,
        "mdq_2514",
        ("prix median des ventes d appartements", "mediaan prijs van de verkopen van appartementen"),
    ),
    MdqIndicator(
        2502,
        "mdq_2502",
        ("taux de couverture par la vegetation haute", "bedekkingsgraad door hoge vegetatie"),
    ),
    MdqIndicator(2166, "mdq_2166", ("rapport de masculinite", "geslachtsverhouding")),
    MdqIndicator(
        2447,
        "mdq_2447",
        (
            "concentrations moyennes annuelles en particules fines",
            "jaarlijkse gemiddelde concentraties fijnstof",
        ),
    ),
    MdqIndicator(
        2449,
        "mdq_2449",
        (
            "concentrations moyennes annuelles en dioxyde d azote",
            "jaarlijkse gemiddelde concentraties van stikstofdioxide",
        ),
    ),
    MdqIndicator(1527, "mdq_1527", ("superficie", "oppervlakte")),
    MdqIndicator(2414, "mdq_2414", ("taux de vegetation", "taux de vegetalisation", "vegetatiegraad")),
    MdqIndicator(
        2445,
        "mdq_2445",
        (
            "bruit des transports multi exposition indicateur ln",
            "verkeersgeluid multi blootstelling indicator ln",
        ),
    ),
    MdqIndicator(
        2443,
        "mdq_2443",
        ("bruit des transports multi exposition indicateur lden", "verkeersgeluid multi blootstelling lden"),
    ),
)

_BY_PAGE = {known.page: known for known in KNOWN if known.page}
_PAGE = re.compile(r"IndicatorPage/(\d{3,5})", re.IGNORECASE)
_SHARE = re.compile(r"^(part|taux|proportion|aandeel|percentage)\b|graad$")


def by_page(page: int | None) -> MdqIndicator | None:
    """The indicator of a page number, None when it is not known here."""
    return None if page is None else _BY_PAGE.get(page)


def by_label(label: str) -> MdqIndicator | None:
    """The indicator whose label begins like this one (accents and capitals aside)."""
    key = folded(label)
    return next((known for known in KNOWN for start in known.starts if key.startswith(start)), None)


def page_in(text: str) -> int | None:
    """The page number in an address of the Monitoring."""
    found = _PAGE.search(text)
    return int(found[1]) if found else None


def slug(label: str) -> str:
    """An id for a label that the catalogue does not know."""
    return folded(label).replace(" ", "_")[:60] or "sans_titre"


def is_share(label: str, unit: str) -> bool:
    """True when a value above 100 is impossible: a part of a whole, in per cent."""
    return unit.strip() == "%" and bool(_SHARE.search(folded(label)))
