"""From one vintage of statistical sectors to the next: what keeps its figures, and what is lost.

Statbel redraws sectors and then gives them new codes (K, L, M from 2025). In Brussels 596 codes
are common to the tables of 724 (to 2024) and 749 sectors (2025) published by IBSA. Counts follow
a sector by its code, else by area, else only as part of the total of its quartier.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import fsum, isnan

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.outlines import LAMBERT_72
from indicators.french import enumeration, number, with_unit
from indicators.language import _
from indicators.user_error import Fault, UserError

SAME_SHAPE = 0.98
"""Area of intersection over area of union: below, a kept code hides an outline that moved."""

SLIVER = 0.01
"""Part of an old sector: an overlap below is the rounding of outlines, not a division."""

COVERED = 0.9
"""Part of an old sector that known new outlines must cover before its counts are shared out."""

ROUNDING = 1e-9
LISTED = 10

IDENTICAL, BY_OVERLAP, BY_QUARTIER = "identique", "recouvrement", "quartier"
PAIR_COLUMNS = ["old", "new", "share", "method"]
COUNT_COLUMNS = ["numerator", "denominator"]


@dataclass(frozen=True)
class Vintage:
    """The sectors of one year.

    `name` as people say it («2025») · `quartier_of`: quartier by sector code, "" where there is
    none · `outlines`: columns code, geometry (EPSG:31370), None when they are not at hand; codes
    may be missing from it · `people`: inhabitants by code, any year.
    """

    name: str
    quartier_of: Mapping[str, str]
    outlines: gpd.GeoDataFrame | None = None
    people: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class CrosswalkLoss:
    """What does not pass from one vintage to the other, in numbers of old sectors and of people.

    `identical + by_overlap + only_quartier + lost == old_codes`. `people_moved`: inhabitants of
    the old sectors that are not identical, out of `people_total`; both None when the old vintage
    gives no people. `changed_quartier`: codes in common whose quartier differs. `moved`: codes
    kept while the outline moved. `without_outlines`: names of the vintages that have none.
    """

    old_codes: int
    new_codes: int
    identical: int
    by_overlap: int
    only_quartier: int
    lost: int
    people_moved: float | None
    people_total: float | None
    changed_quartier: tuple[str, ...]
    moved: tuple[str, ...] = ()
    without_outlines: tuple[str, ...] = ()
    new_name: str = ""

    @property
    def changed(self) -> int:
        """How many old sectors are not found again as they were."""
        return self.old_codes - self.identical

    @property
    def sentences(self) -> tuple[str, ...]:
        """The loss in plain French, the numbers first."""
        return (*_fate_sentences(self), *_moved_sentences(self), *_people_sentences(self), *_quartiers(self))


@dataclass(frozen=True)
class Crosswalk:
    """How the counts of old sectors become those of new ones.

    `pairs`: columns old, new, share (part of the old sector that goes to the new one, 0..1),
    method (identique, recouvrement, quartier). Each old code has one method. The shares of an
    old code sum to 1, or are all NaN when its counts cannot be placed in a sector (quartier).
    An old code without a pair is lost. `moved`: codes kept while the outline moved.
    """

    old: Vintage
    new: Vintage
    pairs: pd.DataFrame
    moved: tuple[str, ...] = ()

    @property
    def loss(self) -> CrosswalkLoss:
        """The count of what passes and of what does not."""
        before, after = self.old.quartier_of, self.new.quartier_of
        methods = self.pairs.drop_duplicates("old").set_index("old")["method"]
        counts = methods.value_counts()
        same = set(methods.index[methods == IDENTICAL])
        people = _known_people(self.old)
        return CrosswalkLoss(
            old_codes=len(before),
            new_codes=len(after),
            identical=len(same),
            by_overlap=int(counts.get(BY_OVERLAP, 0)),
            only_quartier=int(counts.get(BY_QUARTIER, 0)),
            lost=len(before) - len(methods),
            people_moved=fsum(n for code, n in people.items() if code not in same) if people else None,
            people_total=fsum(people.values()) if people else None,
            changed_quartier=tuple(sorted(c for c in before if c in after and before[c] != after[c])),
            moved=self.moved,
            without_outlines=tuple(v.name for v in (self.old, self.new) if v.outlines is None),
            new_name=self.new.name,
        )


@dataclass(frozen=True)
class NotCarried:
    """What could not be placed in a new sector: a count, and its share (0..1) of the whole.

    `share` is None when the whole is zero.
    """

    count: float
    share: float | None


@dataclass(frozen=True)
class Carried:
    """Counts of an old vintage on new sectors and on quartiers.

    `sectors`: columns code, numerator, denominator, one row per new sector, NaN where the count
    is not known. `quartiers`: columns quartier, numerator, denominator, the sums of the old
    sectors; NaN when a sector of the quartier has no value. The numerators of `sectors` and
    `not_carried.count` add up to the numerators that were given.
    """

    sectors: pd.DataFrame
    quartiers: pd.DataFrame
    not_carried: NotCarried


def crosswalk(old: Vintage, new: Vintage) -> Crosswalk:
    """Pair the sectors of two vintages: by code, else by area, else through the quartier.

    A kept code whose two outlines are known and differ (SAME_SHAPE) is treated by area. Area
    supposes that people are spread evenly over the sector. An old sector that known new outlines
    do not cover (COVERED), or without an outline, is only found again in its quartier.
    """
    before, after = _shapes(old), _shapes(new)
    kept = set(old.quartier_of) & set(new.quartier_of)
    moved = _moved(before, after, kept)
    identical = sorted(kept - set(moved))
    by_area = _shared_by_area(before.drop(index=[c for c in identical if c in before.index]), after)
    placed = {*identical, *by_area.loc[by_area["method"] == BY_OVERLAP, "old"]}
    same = pd.DataFrame({"old": identical, "new": identical, "share": 1.0, "method": IDENTICAL})
    unplaced = [code for code in sorted(old.quartier_of) if code not in placed]
    grouped = _through_quartier(old, new, unplaced, set(before.index), set(after.index))
    pairs = pd.concat([frame for frame in (same, by_area, grouped) if len(frame)] or [_pairs([])])
    return Crosswalk(old, new, pairs.sort_values(["old", "new"], ignore_index=True), moved)


def carry(values: pd.DataFrame, crosswalk: Crosswalk) -> Carried:
    """Place the counts of old sectors in the new ones.

    `values` has the columns code, numerator, denominator (counts; the denominator of a plain
    count is NaN). A new sector that holds part of an old one without a value, or of one that
    cannot be placed, stays missing. Codes that the old vintage does not know (people without an
    address, xxxxxZZZZ) are not carried and belong to no quartier. Raises UserError when a code
    is there twice.
    """
    _refuse_repeated(values)
    known = values.set_index("code")[COUNT_COLUMNS].astype(float)
    codes = pd.Index(sorted(crosswalk.new.quartier_of), name="code", dtype=object)
    sectors = pd.DataFrame({c: _placed(crosswalk.pairs, known[c], codes) for c in COUNT_COLUMNS})
    return Carried(
        sectors.reset_index(),
        _by_quartier(known, crosswalk.old),
        _not_carried(crosswalk.pairs, known["numerator"], sectors["numerator"]),
    )


def _pairs(rows: list[tuple[str, str]]) -> pd.DataFrame:
    """Pairs of old and new codes that only share a quartier."""
    frame = pd.DataFrame(rows, columns=["old", "new"], dtype=object)
    return frame.assign(share=np.full(len(rows), np.nan), method=BY_QUARTIER)[PAIR_COLUMNS]


def _shapes(vintage: Vintage) -> gpd.GeoSeries:
    """Usable shapes of the vintage in Lambert 72, by code; empty when there are none."""
    if vintage.outlines is None:
        return gpd.GeoSeries([], index=pd.Index([], dtype=object), crs=LAMBERT_72)
    frame = vintage.outlines.loc[vintage.outlines["code"].isin(list(vintage.quartier_of))]
    series = frame.geometry if frame.crs is None else frame.geometry.to_crs(LAMBERT_72)
    shapes = shapely.make_valid(series.to_numpy(), method="structure", keep_collapsed=False)
    parts: dict[str, list[shapely.Geometry]] = {}
    for code, shape in zip(frame["code"], shapes, strict=True):
        if shape is not None and shape.area > 0:
            parts.setdefault(code, []).append(shape)
    whole = [shapely.union_all(pieces) for pieces in parts.values()]
    return gpd.GeoSeries(whole, index=pd.Index(list(parts), dtype=object), crs=LAMBERT_72)


def _moved(before: gpd.GeoSeries, after: gpd.GeoSeries, kept: Collection[str]) -> tuple[str, ...]:
    """The kept codes whose two outlines are known and are not the same shape."""
    codes = sorted(set(before.index) & set(after.index) & set(kept))
    first, second = before.loc[codes].to_numpy(), after.loc[codes].to_numpy()
    common = shapely.area(shapely.intersection(first, second))
    alike = common / (shapely.area(first) + shapely.area(second) - common)
    return tuple(code for code, ratio in zip(codes, alike, strict=True) if ratio < SAME_SHAPE)


def _shared_by_area(before: gpd.GeoSeries, after: gpd.GeoSeries) -> pd.DataFrame:
    """Pairs of overlapping sectors; a sector that is not covered keeps its pairs, without shares."""
    left, right = before.to_numpy(), after.to_numpy()
    first, second = shapely.STRtree(right).query(left, predicate="intersects")
    part = shapely.area(shapely.intersection(left[first], right[second])) / shapely.area(left[first])
    frame = pd.DataFrame({"old": before.index[first], "new": after.index[second], "part": part})
    frame = frame.loc[frame["part"] >= SLIVER]
    covered = frame.groupby("old")["part"].transform("sum")
    enough = covered >= COVERED
    share = (frame["part"] / covered).where(enough)
    return frame.assign(share=share, method=np.where(enough, BY_OVERLAP, BY_QUARTIER))[PAIR_COLUMNS]


def _through_quartier(
    old: Vintage, new: Vintage, unplaced: list[str], drawn_old: set[str], drawn_new: set[str]
) -> pd.DataFrame:
    """Pair each unplaced old code with the new codes of its quartier that outlines did not settle."""
    arriving: dict[str, list[str]] = {}
    for code in sorted(set(new.quartier_of) - set(old.quartier_of)):
        arriving.setdefault(new.quartier_of[code], []).append(code)
    arriving.pop("", None)
    return _pairs(
        [
            (gone, come)
            for gone in unplaced
            for come in arriving.get(old.quartier_of[gone], ())
            if gone not in drawn_old or come not in drawn_new
        ]
    )


def _known_people(vintage: Vintage) -> dict[str, float]:
    """Inhabitants of the sectors of the vintage; a sector that is not listed has none."""
    known = {code: vintage.people[code] for code in vintage.quartier_of if code in vintage.people}
    return {code: float(people) for code, people in known.items() if not isnan(people)}


def _refuse_repeated(values: pd.DataFrame) -> None:
    repeated = sorted(set(values.loc[values["code"].duplicated(), "code"]))
    if repeated:
        raise UserError(
            _("Un secteur a plusieurs valeurs\u00a0: il n'y en a qu'une par secteur et par année."),
            remedy=_("Gardez une seule année et une seule ligne par secteur."),
            faults=tuple(
                Fault(_("secteur répété."), column="code", value=code) for code in repeated[:LISTED]
            ),
        )


def _placed(pairs: pd.DataFrame, amounts: pd.Series, codes: pd.Index) -> pd.Series:
    """Amounts by new code: one part that is not known makes the whole unknown."""
    parts = pairs["share"] * pairs["old"].map(amounts.to_dict()).astype(float)
    return parts.groupby(pairs["new"]).sum(skipna=False).reindex(codes)


def _by_quartier(known: pd.DataFrame, old: Vintage) -> pd.DataFrame:
    quartiers = pd.Series({code: name for code, name in old.quartier_of.items() if name}, dtype=object)
    sums = known.reindex(quartiers.index).groupby(quartiers).sum(skipna=False)
    return sums.rename_axis("quartier").reset_index()


def _not_carried(pairs: pd.DataFrame, numerators: pd.Series, sectors: pd.Series) -> NotCarried:
    arrived = pairs.loc[pairs["new"].isin(sectors.index[sectors.notna()])].groupby("old")["share"].sum()
    left = 1 - arrived.reindex(numerators.index).fillna(0.0)
    count = fsum((numerators * left.where(left > ROUNDING, 0.0)).dropna())
    total = fsum(numerators.dropna())
    return NotCarried(count, count / total if total else None)


def _fate_sentences(loss: CrosswalkLoss) -> list[str]:
    fates = [(n, reason) for n, reason in _fates(loss) if n]
    head = _kept_clause(loss)
    if not loss.changed:
        return [f"{head}."]
    changing = _("{n} changent") if loss.changed > 1 else _("{n} change")
    head = f"{head}\u00a0; {changing.format(n=number(loss.changed))}"
    if len(fates) == 1:
        whose = _("leurs chiffres") if loss.changed > 1 else _("ses chiffres")
        return [f"{head}\u00a0: {whose} {fates[0][1]}."]
    of_many, of_one = _("Les chiffres de {n} secteurs {reason}."), _("Les chiffres d'un secteur {reason}.")
    return [f"{head}."] + [
        (of_many if n > 1 else of_one).format(n=number(n), reason=reason) for n, reason in fates
    ]


def _kept_clause(loss: CrosswalkLoss) -> str:
    if loss.moved:
        many, one = (
            _("{n} secteurs sur {total} gardent leur code et leur contour"),
            _("{n} secteur sur {total} garde son code et son contour"),
        )
    else:
        many, one = (
            _("{n} secteurs sur {total} gardent leur code"),
            _("{n} secteur sur {total} garde son code"),
        )
    return (many if loss.identical > 1 else one).format(
        n=number(loss.identical), total=number(loss.old_codes)
    )


def _fates(loss: CrosswalkLoss) -> list[tuple[int, str]]:
    """What becomes of the figures of changing sectors: how many sectors, and the rest of the sentence."""
    return [
        (loss.by_overlap, _("sont répartis entre les nouveaux secteurs selon la surface")),
        (
            loss.only_quartier,
            _("ne passent d'un millésime à l'autre que par le quartier, car {reason}").format(
                reason=_why_only_quartier(loss)
            ),
        ),
        (
            loss.lost,
            _("ne passent pas d'un millésime à l'autre, car aucun secteur de {new} n'y correspond").format(
                new=loss.new_name
            ),
        ),
    ]


def _why_only_quartier(loss: CrosswalkLoss) -> str:
    if not loss.without_outlines:
        return _("des contours manquent ou sont incomplets")
    of = enumeration([_("de {vintage}").format(vintage=name) for name in loss.without_outlines])
    return _("les contours {of_vintages} ne sont pas importés").format(of_vintages=of)


def _moved_sentences(loss: CrosswalkLoss) -> list[str]:
    if not loss.moved:
        return []
    message = (
        _("{n} secteurs gardent leur code alors que leur contour a bougé\u00a0: {codes}.")
        if len(loss.moved) > 1
        else _("{n} secteur garde son code alors que son contour a bougé\u00a0: {codes}.")
    )
    return [message.format(n=number(len(loss.moved)), codes=_listed(loss.moved))]


def _people_sentences(loss: CrosswalkLoss) -> list[str]:
    if not loss.changed or loss.people_moved is None or not loss.people_total:
        return []
    message = (
        _("{n} habitant·es ({share}) vivent dans un secteur qui change.")
        if loss.people_moved >= 2
        else _("{n} habitant·e ({share}) vit dans un secteur qui change.")
    )
    share = with_unit(number(100 * loss.people_moved / loss.people_total, 1), "%")
    return [message.format(n=number(loss.people_moved), share=share)]


def _quartiers(loss: CrosswalkLoss) -> list[str]:
    if not loss.changed_quartier:
        return []
    message = (
        _("{n} secteurs gardent leur code mais changent de quartier\u00a0: {codes}.")
        if len(loss.changed_quartier) > 1
        else _("{n} secteur garde son code mais change de quartier\u00a0: {codes}.")
    )
    return [message.format(n=number(len(loss.changed_quartier)), codes=_listed(loss.changed_quartier))]


def _listed(codes: tuple[str, ...]) -> str:
    rest = len(codes) - LISTED
    if rest <= 0:
        return enumeration(list(codes))
    others = (_("{n} autres") if rest > 1 else _("{n} autre")).format(n=number(rest))
    return enumeration([*codes[:LISTED], others])
