"""What is said of a coverage: the answer first, what is not known, and how it was worked out."""

from __future__ import annotations

from statistics import median

from indicators.coverage.coverage_view import CoverageCell, CoverageView, NeedLayer, PointOrigin
from indicators.coverage.distance import DETOUR
from indicators.coverage.floating_catchment import LUO_QI_WEIGHTS
from indicators.coverage.kinds import ALL
from indicators.coverage.method import Method
from indicators.coverage.points import Precision
from indicators.french import enumeration, number
from indicators.language import _

MOST_NAMES = 4


def answer(view: CoverageView) -> str:
    """One or two sentences that answer the question of the page."""
    if not view.drawn:
        return _not_drawn(view)
    if view.origin is PointOrigin.SCENARIO:
        return _scenario(view)
    if not view.located:
        return _("Votre fichier ne situe {nothing}\u00a0: aucune couverture ne peut être dessinée.").format(
            nothing=view.words.no_one
        )
    if view.method is Method.PER_INHABITANT:
        return _per_inhabitant(view)
    return _within_reach(view)


def _not_drawn(view: CoverageView) -> str:
    if not view.points:
        return _no_point(view)
    count = view.words.counted(number(len(view.points)), len(view.points))
    placed = number(len(view.located))
    if view.origin is PointOrigin.KNOWN:
        return _(
            "Répertoire incomplet\u00a0: l'outil connaît {count} dans la Région, dont {placed} sur la carte. "
            "On ne peut pas en déduire où l'offre manque."
        ).format(count=count, placed=placed)
    return _(
        "Votre fichier contient {count}, dont {placed} sur la carte. Déclarez ce type complet pour que la couverture "
        "soit dessinée."
    ).format(count=count, placed=placed)


def _no_point(view: CoverageView) -> str:
    nothing = view.words.no_one
    if view.origin is PointOrigin.SCENARIO:
        words = _("Le scénario ne contient {nothing}\u00a0: ajoutez-en, ou reprenez le cas du document 003.")
    elif view.origin is PointOrigin.KNOWN:
        words = _(
            "Répertoire incomplet\u00a0: l'outil ne connaît {nothing} dans la Région. Cela ne veut pas dire qu'il n'y "
            "en a pas."
        )
    else:
        words = _("Votre fichier ne contient {nothing}\u00a0: choisissez un autre type.")
    return words.format(nothing=nothing)


def _scenario(view: CoverageView) -> str:
    """«1 psychologue de première ligne pour 53 633 habitant·es du Pentagone»."""
    total = view.supply.total
    written = number(total, 0 if float(total).is_integer() else 1)
    offered = (
        f"{written} {view.supply.unit}" if view.supply.by_capacity else view.words.counted(written, total)
    )
    text = _("Scénario\u00a0: {offered} pour {people} habitant·es ({scope}, population {year})").format(
        offered=offered, people=number(view.population), scope=view.scope_name, year=view.population_year
    )
    if total <= 0:
        return text + "."
    if total != 1:
        each = number(view.population / total)
        text = _("{text}, soit {each} habitant·es pour chacun·e").format(text=text, each=each)
    return _("{text}\u00a0: {mean} pour 10\u202f000.").format(
        text=text, mean=number(view.mean, max(view.decimals, 2))
    )


def _per_inhabitant(view: CoverageView) -> str:
    having = sum(cell.known > 0 for cell in view.in_scope)
    return _("{having} quartiers sur {all} ont au moins {one} sur place\u00a0; en moyenne, {mean}.").format(
        one=view.words.indefinite,
        having=number(having),
        all=number(len(view.in_scope)),
        mean=view.mean_text,
    )


def _within_reach(view: CoverageView) -> str:
    if view.share_within is None:
        return _("La population n'est pas connue\u00a0: aucune couverture ne peut être calculée.")
    within = _(
        "{share} habitant·es sur 100 vivent dans un quartier dont le centre est à {limit}\u00a0minutes ou moins "
        "d'{one} (population {year})."
    ).format(
        share=number(100 * view.share_within),
        limit=view.limit,
        one=view.words.indefinite,
        year=view.population_year,
    )
    if view.method is Method.NEAREST:
        if view.median is None:
            return within
        half = _("Pour la moitié des habitant·es, {nearest} est à {n}\u00a0minutes ou moins.").format(
            nearest=view.words.nearest, n=number(view.median)
        )
        return f"{half} {within}"
    none = sum(cell.value == 0 for cell in view.covered)
    if not none:
        return within
    rest = _("{n} quartiers sur {all} n'en atteignent aucun.").format(
        n=number(none), all=number(len(view.in_scope))
    )
    return f"{within} {rest}"


def beside_needs(view: CoverageView, need: NeedLayer) -> str:
    """Where a need above the median meets a coverage that is nothing, or under half the mean."""
    if not view.drawn or len(need.values) < 10:
        return ""
    middle = median(need.values.values())
    short = [
        cell
        for cell in view.in_scope
        if need.values.get(cell.territory.code, 0) > middle and _is_short(view, cell)
    ]
    if not short and view.origin is PointOrigin.SCENARIO:
        # One service for fifty thousand people is «near» everybody: that comforts nobody.
        return ""
    if not short:
        return _(
            "Aucun quartier où «\u00a0{need}\u00a0» dépasse la médiane n'est loin des services selon cette mesure."
        ).format(need=need.title)
    short.sort(key=lambda cell: -need.values[cell.territory.code])
    names = [cell.territory.name for cell in short[:MOST_NAMES]]
    if len(short) > MOST_NAMES:
        others = len(short) - MOST_NAMES
        names.append(_("un autre") if others == 1 else _("{n} autres").format(n=number(others)))
    words = (
        _("Besoin plus élevé que la médiane («\u00a0{need}\u00a0») et peu d'offre sur place\u00a0: {names}.")
        if view.method is Method.PER_INHABITANT
        else _(
            "Besoin plus élevé que la médiane («\u00a0{need}\u00a0») et peu d'offre à portée\u00a0: {names}."
        )
    )
    return words.format(need=need.title, names=enumeration(names))


def _is_short(view: CoverageView, cell: CoverageCell) -> bool:
    if cell.value is None:
        return False
    if view.method is Method.NEAREST:
        return cell.value > view.limit
    return cell.value < view.mean / 2


def unknowns(view: CoverageView) -> tuple[str, ...]:
    """What is not known, one sentence each; the directory first."""
    said = []
    if view.origin is PointOrigin.KNOWN:
        said.append(
            _(
                "Répertoire incomplet\u00a0: seuls figurent les services dont la page publique a été lue. L'absence "
                "d'un point ne dit rien de l'absence d'un service\u00a0; aucune couverture n'est calculée."
            )
        )
    elif not view.drawn and view.origin is PointOrigin.FILE:
        said.append(
            _("Votre fichier n'est pas déclaré complet pour ce type\u00a0: aucune couverture n'est calculée.")
        )
    if view.at_quartier:
        said.append(
            _(
                "Position au quartier pour {n} sur {all}\u00a0: le point est au milieu du quartier, pas à l'adresse."
            ).format(n=_services(view.at_quartier), all=number(len(view.points)))
        )
    said += _unlocated(view)
    if view.points and not view.drawn:
        said.append(_capacity(view))
    elif view.points and not view.supply.by_capacity:
        said.append(view.supply.note)
    no_public = sum(not point.public for point in view.points)
    if no_public and view.origin is not PointOrigin.SCENARIO:
        said.append(
            _("Public non précisé pour {n} sur {all}.").format(
                n=_services(no_public), all=number(len(view.points))
            )
        )
    if view.drawn and view.origin is PointOrigin.FILE:
        said.append(
            _("Le fichier est dit complet par qui l'a importé\u00a0: l'outil ne peut pas le vérifier.")
        )
    if view.outside:
        said.append(
            _("{n} du répertoire hors de la Région\u00a0: laissés de côté.").format(n=_services(view.outside))
        )
    if view.kind == ALL and view.drawn:
        said.append(_("Tous les types sont additionnés\u00a0: ils ne rendent pas le même service."))
    if view.missing_pairs:
        said.append(
            _("La matrice de trajets ne relie pas {n} quartiers à un service\u00a0: non calculé.").format(
                n=number(view.missing_pairs)
            )
        )
    return tuple(said)


def _unlocated(view: CoverageView) -> list[str]:
    communal = sum(point.precision is Precision.COMMUNE for point in view.points)
    nowhere = view.unlocated - communal
    said = []
    if communal:
        said.append(
            _("{n} dont seule la commune est connue\u00a0: pas sur la carte.").format(n=_services(communal))
        )
    if nowhere:
        said.append(_("{n} sans position connue\u00a0: pas sur la carte.").format(n=_services(nowhere)))
    if view.unlocated and view.drawn:
        said.append(
            _(
                "Les valeurs sont donc un minimum (et les distances un maximum)\u00a0: ces services manquent au calcul."
            )
        )
    return said


def _capacity(view: CoverageView) -> str:
    if not view.unknown_capacity:
        return _("Capacité connue pour tous.")
    return _("Capacité inconnue pour {n} sur {all}.").format(
        n=_services(view.unknown_capacity), all=number(len(view.points))
    )


def _services(count: int) -> str:
    return _("1 service") if count == 1 else _("{n} services").format(n=number(count))


def method_words(view: CoverageView) -> tuple[str, ...]:
    """The method and every parameter, so that anybody can work it out again."""
    said = [view.method.explanation]
    if view.method.walks:
        said.append(_("Temps\u00a0: {pace}.").format(pace=view.pace_text))
        if not view.times_label:
            said.append(
                _(
                    "Le facteur de détour convertit la ligne droite en trajet. {default} est une convention\u00a0: "
                    "à pied en ville, les études trouvent 1,2 à 1,4\u00a0; en voiture vers des hôpitaux américains, "
                    "1,417 en moyenne (Boscoe, Henry et Zdeb, 2012)."
                ).format(default=number(DETOUR, 1))
            )
            said.append(
                _(
                    "On part du milieu du quartier. Pour un service du quartier même, la distance est au moins "
                    "la distance moyenne dans un disque de même surface."
                )
            )
    if view.method.limited:
        said.append(_("Limite de trajet\u00a0: {n}\u00a0minutes.").format(n=view.limit))
    if view.method is Method.ENHANCED:
        weights = enumeration([f"{weight:g}".replace(".", ",") for weight in LUO_QI_WEIGHTS])
        bounds = enumeration([number(view.limit * part / 3) for part in (1, 2, 3)])
        said.append(
            _("Poids {weights} jusqu'à {bounds}\u00a0minutes.").format(weights=weights, bounds=bounds)
        )
    if view.supply.by_capacity and view.method is not Method.NEAREST:
        said.append(view.supply.note)
    if view.method is not Method.NEAREST and view.drawn:
        said.append(_("Moyenne ({scope})\u00a0: {mean}.").format(scope=view.scope_name, mean=view.mean_text))
    said.append(
        _("Population {year}\u00a0: la même année pour tous les quartiers.").format(year=view.population_year)
    )
    return tuple(said)


def cell_sentence(view: CoverageView, cell: CoverageCell) -> str:
    """What the side panel says of one quartier."""
    place = cell.territory.place
    known = view.words.counted(number(cell.known), cell.known) if cell.known else view.words.no_one
    if view.origin is PointOrigin.SCENARIO:
        puts = (
            _("{place}, le scénario place {known}.")
            if cell.known
            else _("{place}, le scénario ne place {known}.")
        )
        text = puts.format(place=place, known=known)
    elif view.drawn:
        text = _("{place}, {known} sur place.").format(place=place, known=known)
    else:
        knows = (
            _("{place}, l'outil connaît {known}.")
            if cell.known
            else _("{place}, l'outil ne connaît {known}.")
        )
        text = knows.format(place=place, known=known)
    if cell.nearest and view.method is Method.NEAREST:
        text += " " + _("Le plus proche\u00a0: {name}.").format(name=cell.nearest)
    return text
