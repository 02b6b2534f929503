"""View models built by hand for the tests of `exports`: a quartier, a park, a map, a grid.

Values of Anneessens are the published ones; everything else is invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from geopandas import GeoDataFrame
from shapely import box

from diagnostic.board import Board, Quadrant, Statement
from diagnostic.contents.theme import AfomTheme
from diagnostic.evidence import Document, Evidence, Testimony, snapshot
from indicators.catalogue import Indicator, Source
from indicators.comparison import compare
from indicators.estimate import Estimate, Nature, Status
from indicators.figure import Figure
from indicators.head_count import HeadCount, head_count
from indicators.map_view import MapCell, MapView, look_of
from indicators.profile import Profile
from indicators.territory import Kind, Service, Territory
from tests.unit.exports_sample_indicators import (
    BIM,
    BIM_SERIES,
    CENSUS,
    CPAS,
    IBSA,
    INCOME,
    POPULATION,
    SENIORS_ALONE,
    SOCIAL_HOUSING,
    TENANTS,
    THEMES,
)

TODAY = date(2025, 11, 21)
URBIS = Source(
    id="urbis_md",
    publisher="Paradigm.brussels",
    title="Brussels UrbIS",
    licence="CC BY 4.0, usage non légal",
    attribution="Contours : d'après Brussels UrbIS (Paradigm.brussels), généralisés, sans valeur légale",
)
VERSION = "21 novembre 2025, empreinte 4f1c09ab"
NBSP = "\u00a0"

ANNEESSENS = Territory("quartier", "10", "Anneessens", "Anneessens", Kind.INHABITED, ("Bruxelles",), 0.4366)
LONG_NAME = Territory(
    "quartier", "54", "Parc Baudouin - Dielegembos", "Boudewijnpark - Dielegembos", Kind.INHABITED,
    ("Jette", "Ganshoren", "Berchem-Sainte-Agathe"), 1.9,
)  # fmt: skip
PARK = Territory(
    "quartier", "906", "Parc Baudouin - Dielegembos", "Boudewijnpark", Kind.GREEN, ("Jette",), 0.8
)


def estimate(
    of: Indicator, territory: Territory, year: int, value: float | None, *,
    status: Status = Status.UNAVAILABLE, nature: Nature = Nature.PUBLISHED, denominator: float | None = None,
) -> Estimate:  # fmt: skip
    """An observed value, or the status of its absence."""
    return Estimate(
        indicator=of.id, level=territory.level, code=territory.code, year=year,
        status=Status.OBSERVED if value is not None else status, value=value, source="ibsa",
        nature=nature, denominator=denominator,
    )  # fmt: skip


def figure(
    of: Indicator, territory: Territory, year: int, value: float | None, *, region: float | None = None,
    series: tuple[Estimate, ...] = (), count: HeadCount | None = None,
    publication: Source | None = None, denominator: float | None = None,
    region_nature: Nature = Nature.PUBLISHED, status: Status = Status.UNAVAILABLE,
) -> Figure:  # fmt: skip
    """A figure, compared with the Region when a value is given for it."""
    own = estimate(of, territory, year, value, denominator=denominator, status=status)
    compared = None
    if region is not None:
        benchmark = estimate(of, territory, year, region, nature=region_nature)
        compared = compare(of, own, benchmark, "Région")
    return Figure(
        indicator=of, territory=territory, estimate=own, source=publication or IBSA[of.id], head_count=count,
        comparisons=(compared,) if compared else (), series=series,
    )  # fmt: skip


def yearly(
    of: Indicator, territory: Territory, first: int, values: tuple[float | None, ...]
) -> tuple[Estimate, ...]:
    """A series, one value a year."""
    return tuple(estimate(of, territory, first + i, value) for i, value in enumerate(values))


def _stand_in(rate: float, population: float) -> HeadCount:
    return head_count(rate, population, published_decimals=2, denominator_label="habitant·es", exact=False)


def service(name: str = "Maison médicale de l'exemple", kind: str = "maison_medicale") -> Service:
    """A service seen on a public page."""
    return Service(
        name=name, kind=kind, public="tout public", address="Rue d'Exemple 1, 1000 Bruxelles",
        commune="Bruxelles", quartier="10", certainty="certain",
        source_url="https://www.exemple.be/une-page", source_date="2021-01",
    )  # fmt: skip


def anneessens(territory: Territory = ANNEESSENS) -> Profile:
    """The fiche of Anneessens: seven figures, a long series, a missing value, two services."""
    calculated = Nature.COMPUTED
    return Profile(
        territory=territory,
        themes=THEMES,
        figures=(
            figure(POPULATION, territory, 2025, 10280, series=yearly(POPULATION, territory, 2023, (10298, 10348, 10280))),
            figure(INCOME, territory, 2023, 20731, region=24488),
            figure(
                BIM, territory, 2024, 43.63, region=28.35, region_nature=calculated, denominator=10348,
                count=_stand_in(43.63, 10348), series=yearly(BIM, territory, 2010, BIM_SERIES),
            ),
            figure(
                CPAS, territory, 2023, 9.35, region=6.48, region_nature=calculated, denominator=10298,
                count=_stand_in(9.35, 10298),
            ),
            figure(SOCIAL_HOUSING, territory, 2024, 4.62),
            figure(TENANTS, territory, 2011, 79.48, publication=CENSUS),
            figure(SENIORS_ALONE, territory, 2024, None, status=Status.SUPPRESSED),
        ),
        services=(service(), service("Planning familial de l'exemple", "planning_familial")),
        outlines=URBIS,
        statistics_version=VERSION,
    )  # fmt: skip


def park() -> Profile:
    """The fiche of a park: nobody lives there, every figure is «sans objet»."""
    figures = tuple(
        figure(of, PARK, 2024, None, status=Status.NOT_APPLICABLE) for of in (POPULATION, BIM, SOCIAL_HOUSING)
    )
    return Profile(PARK, THEMES, figures, (), URBIS, VERSION)


def map_view(territories: tuple[Territory, ...] = (ANNEESSENS,)) -> MapView:
    """A map of BIM where every class and every non-value has at least one quartier."""
    values: list[tuple[Territory, float | None, Status]] = [(t, 43.63, Status.OBSERVED) for t in territories]
    observed = (8.0, 20.0, 30.0, 50.0, 0.0)
    for number, value in enumerate(observed, start=201):
        values.append((_other(number), value, Status.OBSERVED))
    for number, status in enumerate(
        (Status.SUPPRESSED, Status.UNAVAILABLE, Status.NOT_APPLICABLE), start=301
    ):
        values.append((_other(number), None, status))
    cells = []
    for territory, found, why in values:
        own = estimate(BIM, territory, 2024, found, status=why)
        text = BIM.format(found) if found is not None else why.label
        cells.append(MapCell(territory, own, look_of(BIM, own), text, "", None))
    return MapView(BIM, 2024, tuple(cells), (IBSA["bim"],), URBIS, VERSION)


def _other(number: int) -> Territory:
    return Territory("quartier", str(number), f"Voisin {number}", f"Buur {number}", Kind.INHABITED, (), 1.0)


def geometries(view: MapView | None = None) -> GeoDataFrame:
    """One square kilometre for each territory of the map, side by side (EPSG:31370)."""
    codes = [cell.territory.code for cell in (view or map_view()).cells]
    squares = [
        box(
            149000 + 1000 * (i % 3),
            170000 + 1000 * (i // 3),
            150000 + 1000 * (i % 3),
            171000 + 1000 * (i // 3),
        )
        for i in range(len(codes))
    ]
    return GeoDataFrame({"code": codes}, geometry=squares, crs="EPSG:31370")


def statement(
    text: str, quadrant: Quadrant = Quadrant.STRENGTH, theme: AfomTheme = AfomTheme.HEALTH,
    evidence: tuple[Evidence, ...] = (), number: int = 1, archived: bool = False,
) -> Statement:  # fmt: skip
    """A constat with a readable id."""
    return Statement(
        id=f"{number:08x}-0000-4000-8000-000000000000", territory_level="quartier", territory_code="10",
        quadrant=quadrant, theme=theme, text=text, evidence=evidence, position=number, version=1,
        archived=archived, updated_at=datetime(2025, 11, 3, 14, 30, tzinfo=UTC),
    )  # fmt: skip


FIGURE_EVIDENCE = snapshot(anneessens().figures[2], VERSION, datetime(2025, 11, 3, tzinfo=UTC))
TESTIMONY = Testimony(
    function="Service d'accompagnement des locataires", sector="logement", month="2021-05", method="entretien"
)
REPORT = Document(title="Diagnostic local de l'exemple", organisation="Coordination sociale", year=2021)

FORTY_WORDS = (
    "Les personnes qui passent à la permanence du jeudi disent qu'elles attendent plusieurs mois avant un "
    "premier rendez-vous, que les démarches en ligne les découragent, et qu'un accompagnement humain, proche "
    "et régulier, change tout pour elles et pour leurs enfants."
)


def board(count: int = 22, territory: Territory = ANNEESSENS) -> Board:
    """A grid of `count` constats spread over the lists and themes, with evidence of all kinds."""
    themes = list(AfomTheme)
    quadrants = list(Quadrant)
    evidence: tuple[tuple[Evidence, ...], ...] = (
        (FIGURE_EVIDENCE,), (TESTIMONY,), (FIGURE_EVIDENCE, REPORT), (),
    )  # fmt: skip
    statements = tuple(
        statement(
            FORTY_WORDS if i % 3 == 0 else f"Constat {i}{NBSP}: deux équipes se parlent chaque semaine.",
            quadrants[i % 5], themes[i % 7], evidence[i % 4], number=i,
        )
        for i in range(1, count + 1)
    )  # fmt: skip
    archived = (statement("Constat archivé, à ne pas imprimer", number=999, archived=True),)
    return Board(territory, statements, archived)


HOSTILE_TEXTS = (
    "<script>alert('x')</script> & \"guillemets\" ]]> {{ 7*7 }} $x^2$",
    "Le jardin 🌳 partagé 👩🏽‍🤝‍👩🏻 tient bon",
    "mot " * 2500,
    "الخدمات بعيدة عن الحي",
    "הרבה אנשים מחכים",
    "ligne une\nligne deux\ttabulée",
    "=CMD|' /C calc'!A0",
)
ILLEGAL_TEXT = "avant\x00\x07\x1b après\ufffe"


def hostile_board() -> Board:
    """A grid with one list only, of texts that break careless documents."""
    texts = (*HOSTILE_TEXTS, ILLEGAL_TEXT)
    return Board(ANNEESSENS, tuple(statement(text, number=i) for i, text in enumerate(texts, start=1)))
