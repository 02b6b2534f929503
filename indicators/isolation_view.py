"""What figures say of isolation, beside what people and services say: no verdict of ours.

Living alone is counted (one-person private households); being isolated is not, it is told. The
two differ by definition (de Jong Gierveld, van Tilburg & Dykstra 2006, «Loneliness and social
isolation»), so whether they agree here is judged by the people who read them together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indicators.figure import Figure
from indicators.figure_age import FigureAge
from indicators.french import enumeration, number, with_unit
from indicators.language import _
from indicators.reported_value import ReportedValue, section_text, value_text
from indicators.territory import Territory

ALONE_BY_AGE = ("isoles_moins_30", "isoles_30_plus", "isoles_65_plus")
"""Indicators of one-person households, by age; those of 65 and more are among those of 30 and more."""
YOUNG, ADULT = ALONE_BY_AGE[:2]
_REPORTED = {
    "part de ménages isolés": _("Ménages d'une personne"),
    "isolés de 18 à 30 ans": _("Isolé·es de 18 à 30 ans"),
    "personnes âgées isolées": _("Personnes âgées isolées"),
    "familles monoparentales": _("Familles monoparentales"),
}
_ALWAYS = re.compile(r"\b(isolee?s?|isolement|solitudes?)\b|\b(vit|vivre|vivant|vivent) seul(e|s|es)?\b")
_INCLUSIVE = re.compile(r"(?<=\w)[·.‧•(](?=e?s?\b)|(?<=[·.‧•(]e)[)·.‧•]|(?<=\(e)\)")
_UNDER_COHESION = re.compile(r"\bseul(e|s|es)?\b")


def speaks_of_isolation(text: str, *, under_cohesion: bool) -> bool:
    """True for a text with «isolé…», «isolement», «solitude» or «vivre seul…».

    Under the theme of social cohesion, «seul…» alone is enough; elsewhere it is mostly «à lui
    seul». «Isolation» and «isoler» are about roofs. Accents, capitals and «·e» do not matter.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _INCLUSIVE.sub("", plain)
    return bool(_ALWAYS.search(plain) or (under_cohesion and _UNDER_COHESION.search(plain)))


def rule_words() -> str:
    """The rule that chooses the testimonies, printed below them."""
    return _(
        "Repris ici\u00a0: les constats de la grille AFOM qui s'appuient sur un témoignage et qui parlent "
        "d'isolement, de solitude ou de personnes isolées ou vivant seules."
    )


@dataclass(frozen=True)
class IsolationNumber:
    """One count or share, with its year and age; `detail` is the count of heads or the benchmark."""

    subject: str
    value: str
    detail: str
    age: FigureAge
    source: str


@dataclass(frozen=True)
class Voice:
    """One constat, and by whom it was told: function, sector, way and month; never a name."""

    text: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class IsolationView:
    """Figures and testimonies of one territory side by side."""

    territory: Territory
    numbers: tuple[IsolationNumber, ...]
    voices: tuple[Voice, ...]
    alone_sentence: str = ""

    @property
    def numbers_heading(self) -> str:
        """Over the figures."""
        return _("Ce que disent les chiffres")

    @property
    def voices_heading(self) -> str:
        """Over the testimonies."""
        return _("Ce que disent les personnes et les services")

    @property
    def no_voice(self) -> str:
        """Said in the place of an empty list: a silence is not an agreement."""
        return _(
            "Aucun témoignage sur l'isolement n'est encore dans la grille AFOM. Le chiffre seul ne dit pas qui "
            "est isolé\u00a0: demandez aux services et aux habitant·es."
        )

    @property
    def no_number(self) -> str:
        """Said in the place of an empty table."""
        return _("Aucun chiffre sur les personnes qui vivent seules n'est disponible ici.")

    @property
    def reading(self) -> str:
        """Who judges."""
        return _(
            "Vivre seul·e se compte\u00a0; être isolé·e se raconte. L'outil ne conclut pas\u00a0: c'est à vous de dire "
            "si chiffres et témoignages se confirment ou se contredisent."
        )


def isolation_view(
    territory: Territory,
    figures: Iterable[Figure],
    reported: Iterable[ReportedValue],
    voices: Iterable[Voice],
    *,
    reference_year: int,
) -> IsolationView | None:
    """Gather the figures of one territory and what people told of it.

    `voices` are texts with their witnesses, already chosen (`speaks_of_isolation`); a text nobody
    told is left out. Returns None when there is nothing on either side.
    """
    by_id = {one.indicator.id: one for one in figures if one.estimate.value is not None}
    alone = [by_id[one] for one in ALONE_BY_AGE if one in by_id]
    numbers = (
        *(_number_of_figure(one, reference_year) for one in alone),
        *_numbers_of_report([one for one in reported if one.subject in _REPORTED], reference_year),
    )
    told = tuple(voice for voice in voices if voice.who)
    if not numbers and not told:
        return None
    return IsolationView(territory, numbers, told, _alone_sentence(by_id))


def _number_of_figure(figure: Figure, reference_year: int) -> IsolationNumber:
    comparison = figure.main_comparison
    details = [figure.count_text]
    if comparison:
        details.append(f"{comparison.symbol}\u00a0{comparison.word} ({comparison.benchmark_text})")
    return IsolationNumber(
        subject=figure.indicator.title,
        value=figure.value_text,
        detail="\u00a0; ".join(filter(None, details)),
        age=FigureAge(figure.year, reference_year),
        source=figure.source_text,
    )


def _numbers_of_report(reported: list[ReportedValue], reference_year: int) -> Iterator[IsolationNumber]:
    """One line for each subject: «1 430 personnes ; 13 %» where the report gives both."""
    same: dict[tuple[str, str, int], list[ReportedValue]] = {}
    for one in reported:
        same.setdefault((one.subject, one.section, one.year), []).append(one)
    for (subject, _section, year), found in same.items():
        yield IsolationNumber(
            subject=_REPORTED[subject],
            value="\u00a0; ".join(value_text(one, with_words=True) for one in found),
            detail="",
            age=FigureAge(year, reference_year),
            source=section_text(found[0]),
        )


def _alone_sentence(by_id: dict[str, Figure]) -> str:
    """The two ages added up: both are shares of all private households of one year."""
    if YOUNG not in by_id or ADULT not in by_id:
        return ""
    young, adult = by_id[YOUNG], by_id[ADULT]
    if young.year != adult.year:
        return ""
    assert young.estimate.value is not None and adult.estimate.value is not None
    total = with_unit(number(young.estimate.value + adult.estimate.value, young.indicator.decimals), "%")
    parts = enumeration([f"{young.value_text} de moins de 30 ans", f"{adult.value_text} de 30 ans et plus"])
    return _(
        "{total} des ménages sont une personne seule en {year}\u00a0: {parts}. Les personnes de 65 ans et plus "
        "sont comprises dans celles de 30 ans et plus."
    ).format(total=total, year=young.year, parts=parts)
