"""Social-purpose dwellings by operator, and what else is known of the dwellings of a quartier.

A report's parts and its printed total are both kept when they differ, and so are two statements
of one thing: nothing is corrected, the difference is said. «Logement à finalité sociale» counts, beside
the dwellings of the public housing companies (SISP), those of the social rental agencies (AIS), of
the Fonds du logement and of other public bodies (Observatoire de la Santé et du Social de
Bruxelles-Capitale, «Baromètre social»).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.figure import Figure
from indicators.figure_age import FigureAge
from indicators.french import enumeration, number, with_unit
from indicators.implied_population import implied_population
from indicators.language import _
from indicators.reported_value import ReportedValue, decimals_of, first_of, section_text, value_text
from indicators.territory import Territory

SOCIAL = "logements sociaux"
OPERATORS = {
    "logements AIS": _("Agences immobilières sociales (AIS)"),
    "prêts du Fonds du logement": _("Prêts du Fonds du logement"),
    "locations du Fonds du logement": _("Locations du Fonds du logement"),
    "logements d'organismes d'intérêt public": _("Organismes d'intérêt public"),
    SOCIAL: _("Logements sociaux"),
}
"""Subjects of a report that are parts of the social-purpose stock, and the field's words for them."""
TOTAL = "ménages en logement à finalité sociale"
SHARE = "part des ménages en logement à finalité sociale"
HOUSEHOLDS = "ménages"

_WORDS = ("", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNTED_IN_REMARK = re.compile(r"(\d[\d\s\u202f\u00a0]*) logements")


class Aspect(StrEnum):
    """What can be known of dwellings, in reading order."""

    TENURE = "statut"
    AGE = "age"
    TYPE_AND_SIZE = "type_et_taille"
    RENT = "loyer"
    SOCIAL = "logements_sociaux"

    @property
    def heading(self) -> str:
        """Heading for people."""
        return {
            Aspect.TENURE: _("Statut d'occupation"),
            Aspect.AGE: _("Âge des bâtiments"),
            Aspect.TYPE_AND_SIZE: _("Type et taille"),
            Aspect.RENT: _("Loyer"),
            Aspect.SOCIAL: _("Logements sociaux"),
        }[self]


_REPORTED_ASPECTS = {
    "propriétaires occupants": (Aspect.TENURE, _("Propriétaires occupant leur logement")),
    "logements en appartement": (Aspect.TYPE_AND_SIZE, _("Logements en appartement")),
    "superficie moyenne du logement": (Aspect.TYPE_AND_SIZE, _("Superficie moyenne d'un logement")),
    "loyer moyen": (Aspect.RENT, _("Loyer moyen")),
    SOCIAL: (Aspect.SOCIAL, _("Logements sociaux")),
    "logements sociaux à ajouter au périmètre": (
        Aspect.SOCIAL,
        _("Logements sociaux à ajouter au périmètre vécu"),
    ),
}
_FIGURE_ASPECTS = {"locataires": Aspect.TENURE, "logements_sociaux": Aspect.SOCIAL}


@dataclass(frozen=True)
class StockPart:
    """The dwellings of one operator, in number, and their part of the sum of the parts in percent."""

    operator: str
    dwellings: float
    share: float

    @property
    def dwellings_text(self) -> str:
        """«147»."""
        return number(self.dwellings)

    @property
    def share_text(self) -> str:
        """«19,4 %»."""
        return with_unit(number(self.share, 1), "%")


@dataclass(frozen=True)
class HousingFact:
    """One thing said of the dwellings, with its year, its age and its source."""

    aspect: Aspect
    subject: str
    value: str
    age: FigureAge
    source: str
    remark: str = ""


@dataclass(frozen=True)
class HousingStock:
    """What is known of the dwellings of one territory.

    `parts` stand in the order of the report; `printed_total` counts households, as the report
    does; `households` are all households of the territory; `printed_share` is the report's own
    part of them in percent. Each of the four may be missing.
    """

    territory: Territory
    parts: tuple[StockPart, ...]
    printed_total: float | None
    households: float | None
    printed_share: float | None
    age: FigureAge | None
    source: str
    facts: tuple[HousingFact, ...]
    social_statements: tuple[float, ...] = ()

    @property
    def sum_of_parts(self) -> float | None:
        """The addition done again; None without parts."""
        return sum(part.dwellings for part in self.parts) if self.parts else None

    @property
    def difference(self) -> float | None:
        """Printed total less the sum of its parts; None when one of them is missing."""
        if self.printed_total is None or self.sum_of_parts is None:
            return None
        return self.printed_total - self.sum_of_parts

    @property
    def difference_sentence(self) -> str:
        """«Le rapport imprime 769 ; ses cinq postes font 756 : 13 de moins…», or nothing when they agree."""
        if not self.difference:
            return ""
        assert self.printed_total is not None and self.sum_of_parts is not None
        count = len(self.parts)
        return _(
            "Le rapport imprime {total}\u00a0; ses {count} postes font {sum}\u00a0: {gap} {way}. "
            "Les deux sont montrés, aucun n'est corrigé."
        ).format(
            total=number(self.printed_total),
            count=_WORDS[count] if 2 <= count < len(_WORDS) else number(count),
            sum=number(self.sum_of_parts),
            gap=number(abs(self.difference)),
            way=_("de moins") if self.difference > 0 else _("de plus"),
        )

    @property
    def units_sentence(self) -> str:
        """The total and its parts do not count the same thing: said, not explained away."""
        if self.printed_total is None or not self.parts:
            return ""
        words = _("Le rapport compte le total en ménages et les postes en logements ou en prêts")
        if not self.difference:
            return f"{words}."
        return _("{words}\u00a0; il ne dit pas d'où vient l'écart.").format(words=words)

    @property
    def share(self) -> float | None:
        """Households in social-purpose dwellings, in percent of all households: done again."""
        return self._share_of(self.printed_total)

    @property
    def share_of_sum(self) -> float | None:
        """The same with the sum of the parts in the place of the printed total."""
        return self._share_of(self.sum_of_parts)

    def _share_of(self, counted: float | None) -> float | None:
        if counted is None or not self.households:
            return None
        return 100 * counted / self.households

    @property
    def share_agrees(self) -> bool:
        """True when the recomputed share rounds to the printed one."""
        if self.share is None or self.printed_share is None:
            return False
        return round(self.share, decimals_of(self.printed_share)) == self.printed_share

    @property
    def share_sentence(self) -> str:
        """«769 ménages sur 4 492 font 17,12 % ; c'est la part que le rapport imprime.»"""
        if self.share is None:
            return ""
        assert self.printed_total is not None and self.households is not None
        decimals = 2 if self.printed_share is None else decimals_of(self.printed_share)
        text = _("{total} ménages sur {households} font {share}").format(
            total=number(self.printed_total),
            households=number(self.households),
            share=with_unit(number(self.share, decimals), "%"),
        )
        if self.printed_share is None:
            return _("{text} (calcul de l'outil\u00a0: le rapport n'imprime pas cette part).").format(
                text=text
            )
        if self.share_agrees:
            text = _("{text}\u00a0: c'est la part que le rapport imprime.").format(text=text)
        else:
            printed = with_unit(number(self.printed_share, decimals), "%")
            text = _("{text}\u00a0; le rapport imprime {printed}.").format(text=text, printed=printed)
        if self.difference and self.share_of_sum is not None:
            text += " " + _("Avec la somme des postes, ce serait {share}.").format(
                share=with_unit(number(self.share_of_sum, decimals), "%")
            )
        return text

    @property
    def closing_sentence(self) -> str:
        """A share and a count that do close: 17,12 % and 769 give back the 4 492 households."""
        if self.printed_share is None or self.printed_total is None or self.households is None:
            return ""
        decimals = decimals_of(self.printed_share)
        implied = implied_population(self.printed_share, self.printed_total, decimals=decimals)
        words = (
            _("c'est bien le nombre de ménages imprimé, {households}")
            if implied.allows(self.households)
            else _("le rapport en imprime {households}")
        ).format(households=number(self.households))
        return _("{share} et {total} ménages supposent {range} ménages\u00a0: {words}.").format(
            share=with_unit(number(self.printed_share, decimals), "%"),
            total=number(self.printed_total),
            range=implied.range_text,
            words=words,
        )

    @property
    def social_sentence(self) -> str:
        """Two counts of the same dwellings stay side by side; nothing when they agree."""
        if len(set(self.social_statements)) < 2:
            return ""
        counts = enumeration([number(count) for count in self.social_statements])
        return _(
            "Le rapport donne plusieurs nombres de logements sociaux\u00a0: {counts}. Ils restent côte à côte."
        ).format(counts=counts)

    def by_aspect(self) -> tuple[tuple[Aspect, tuple[HousingFact, ...]], ...]:
        """The facts under their headings; a heading without a fact stays: a gap is said."""
        return tuple((one, tuple(f for f in self.facts if f.aspect is one)) for one in Aspect)

    @property
    def has_old_facts(self) -> bool:
        """True when at least one figure is marked «ancien»."""
        return any(fact.age.is_old for fact in self.facts)


def housing_stock(
    territory: Territory,
    reported: Iterable[ReportedValue],
    figures: Iterable[Figure] = (),
    *,
    reference_year: int,
) -> HousingStock | None:
    """Gather the dwellings of a territory from a report and from the figures of the catalogue.

    `reported` and `figures` are of this territory; `reference_year` is the year to count ages to
    (today's). Returns None when neither says anything of dwellings.
    """
    listed = tuple(reported)
    total = first_of(listed, TOTAL)
    share = first_of(listed, SHARE, "%")
    households = first_of(listed, HOUSEHOLDS)
    counted = [
        (words, one)
        for subject, words in OPERATORS.items()
        if total is not None
        and (one := first_of((r for r in listed if r.section == total.section), subject, "logements"))
    ]
    whole = sum(one.value for _words, one in counted)
    facts = (
        *(_fact_of_report(one, reference_year) for one in listed if one.subject in _REPORTED_ASPECTS),
        *(_fact_of_figure(one, reference_year) for one in figures if _is_known(one)),
    )
    if total is None and not facts:
        return None
    return HousingStock(
        territory=territory,
        parts=tuple(
            StockPart(words, one.value, 100 * one.value / whole if whole else 0) for words, one in counted
        ),
        printed_total=total.value if total else None,
        households=households.value if households and total else None,
        printed_share=share.value if share else None,
        age=FigureAge(total.year, reference_year) if total else None,
        source=section_text(total) if total else "",
        facts=tuple(sorted(facts, key=lambda fact: list(Aspect).index(fact.aspect))),
        social_statements=tuple(
            count for one in listed if one.subject == SOCIAL and (count := _dwellings_said(one)) is not None
        ),
    )


def _is_known(figure: Figure) -> bool:
    return figure.indicator.id in _FIGURE_ASPECTS and figure.estimate.value is not None


def _fact_of_figure(figure: Figure, reference_year: int) -> HousingFact:
    return HousingFact(
        aspect=_FIGURE_ASPECTS[figure.indicator.id],
        subject=figure.indicator.title,
        value=figure.value_text,
        age=FigureAge(figure.year, reference_year),
        source=figure.source_text,
        remark=figure.main_comparison.benchmark_text if figure.main_comparison else "",
    )


def _fact_of_report(reported: ReportedValue, reference_year: int) -> HousingFact:
    aspect, subject = _REPORTED_ASPECTS[reported.subject]
    return HousingFact(
        aspect=aspect,
        subject=subject,
        value=value_text(reported, with_words=True),
        age=FigureAge(reported.year, reference_year),
        source=section_text(reported),
        # Which addition the remark is about stands in the sentences of the stock.
        remark="" if reported.unit == "logements" and reported.subject == SOCIAL else reported.remark,
    )


def _dwellings_said(reported: ReportedValue) -> float | None:
    """The number of dwellings that a report says, in the figure or in the remark beside a share."""
    if reported.unit == "logements":
        return reported.value
    found = _COUNTED_IN_REMARK.search(reported.remark)
    return float(re.sub(r"\s", "", found[1])) if found else None
