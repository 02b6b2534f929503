"""The indicators and publications of the samples: as in the catalogue, only shorter."""

from indicators.catalogue import Denominator, Direction, Indicator, Source, Theme, TrendGap, Unit

THEMES = (
    Theme(id="population", title="Population"),
    Theme(id="revenus", title="Revenus et emploi"),
    Theme(id="logement", title="Logement"),
    Theme(id="isolement", title="Isolement"),
)


def source(identifier: str, title: str, publisher: str = "IBSA") -> Source:
    """A publication with the terms that the real ones carry."""
    return Source(
        id=identifier,
        publisher=publisher,
        title=title,
        licence="Données ouvertes, mention de la source (CC BY 4.0)",
        attribution=f"{publisher}, {title}",
        url="https://monitoringdesquartiers.brussels/",
    )


def indicator(identifier: str, **changes: object) -> Indicator:
    """An indicator with plain defaults; say only what the test is about."""
    entry: dict[str, object] = {
        "id": identifier,
        "order": 1,
        "title": identifier,
        "short_title": identifier,
        "definition": "…",
        "numerator": "…",
        "unit": Unit.PERCENT,
        "accessible_unit": "personnes sur 100",
        "sentence": "{n} personnes sur 100 sont comptées",
        "theme": "revenus",
        "direction": Direction.BAD,
        "decimals": 1,
        "published_decimals": 2,
        "sources": ("ibsa",),
        "years": (2010, 2024),
        "levels": ("quartier",),
        "breaks": (15, 25, 35, 45),
        "maximum": 100,
        "margin": 0.5,
        "caveats": ("Ce chiffre date : demandez aux services ce qu'ils voient.",),
        **changes,
    }
    known = Indicator.model_fields
    return Indicator.model_validate({key: value for key, value in entry.items() if key in known})


POPULATION = indicator(
    "population", title="Population totale", short_title="Population", unit=Unit.COUNT, theme="population",
    accessible_unit="habitant·es", sentence="on compte {n} habitant·es", direction=Direction.NONE,
    decimals=0, published_decimals=0, breaks=(4000, 8000, 12000, 16000), maximum=100000, margin=None,
    caveats=("Les personnes que la source ne peut pas localiser manquent dans les quartiers.",),
)  # fmt: skip
BIM = indicator(
    "bim", title="Part de la population bénéficiaire de l'intervention majorée (BIM)", short_title="BIM",
    sentence="{n} personnes sur 100 bénéficient de l'intervention majorée",
    denominator=Denominator(
        label="Population", indicator="population", exact=False,
        note="Nombre de personnes estimé à partir de la population de l'IBSA.",
    ),
    caveats=(
        "La population BIM de l'AIM correspond à environ 98 % du Registre national, moins là où vivent "
        "beaucoup de fonctionnaires européen·nes ou de frontalier·ères.",
        "Avoir droit à l'intervention majorée n'est pas en bénéficier : le non-recours n'est pas mesuré ici.",
    ),
)  # fmt: skip
CPAS = indicator(
    "cpas", title="Part des bénéficiaires d'un revenu du CPAS dans la population",
    short_title="Revenu du CPAS", sentence="{n} personnes sur 100 reçoivent un revenu du CPAS",
    breaks=(3, 6, 9, 12),
)  # fmt: skip
INCOME = indicator(
    "revenu_imposable_median", title="Revenu imposable médian des déclarations",
    short_title="Revenu imposable médian", unit=Unit.EURO, direction=Direction.GOOD, decimals=0,
    accessible_unit="euros par an et par déclaration",
    sentence="la moitié des déclarations fiscales est inférieure à {n} par an", margin=500,
    breaks=(21000, 23000, 25000, 28000), maximum=200000,
)  # fmt: skip
SOCIAL_HOUSING = indicator(
    "logements_sociaux", title="Logements sociaux pour 100 ménages", short_title="Logements sociaux",
    unit=Unit.PER_100_HOUSEHOLDS, direction=Direction.GOOD, theme="logement", breaks=(2, 5, 10, 20),
    accessible_unit="logements pour 100 ménages", sentence="on compte {n} logements sociaux pour 100 ménages",
    trend_gaps=(TrendGap(after=2016, before=2017, reason="l'année 2016 répète l'année 2017"),),
)  # fmt: skip
SENIORS_ALONE = indicator(
    "isoles_65_plus", title="Part des ménages d'une personne de 65 ans et plus",
    short_title="Isolé·es de 65 ans et plus", theme="isolement", direction=Direction.NONE, margin=1.0,
    sentence="{n} ménages sur 100 sont une personne de 65 ans ou plus qui vit seule", breaks=(7, 10, 13, 17),
    trend_gaps=(TrendGap(after=2013, before=2015, reason="rupture de niveau, cause inconnue"),),
)  # fmt: skip
TENANTS = indicator(
    "locataires", title="Part des logements loués parmi les logements occupés", short_title="Logements loués",
    theme="logement", direction=Direction.NONE, sentence="{n} logements occupés sur 100 sont loués",
    accessible_unit="logements sur 100",
)  # fmt: skip

IBSA = {
    name: source(f"ibsa_{name}", f"Monitoring des Quartiers, {title}")
    for name, title in {
        "population": "population",
        "bim": "BIM",
        "cpas": "revenu du CPAS",
        "revenu_imposable_median": "revenu imposable",
        "logements_sociaux": "logements sociaux",
        "isoles_65_plus": "isolé·es de 65 ans et plus",
    }.items()
}
CENSUS = source("census", "Census 2011, logements par secteur statistique", "Statbel")
BIM_SERIES = (
    35.89, 39.88, 43.28, 43.77, 42.67, 44.95, 45.55, 46.11, 45.55, 45.63, 44.58, 42.64, 42.83, 42.27, 43.63,
)  # fmt: skip
