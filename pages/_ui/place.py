"""The place that follows a person through the pages: a territory of any level, and what surrounds it.

The code tells the level by its form, so one parameter of the URL (`territoire`) is enough; what
the map covers (`etendue`) stays out of the URL while it is the usual one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from data.statistics import Statistics
from data.territory_index import find_territory
from data.views import extent_of, map_level
from indicators.language import _
from indicators.level import BELGIUM, BRUSSELS, Level, level_of
from indicators.territory import Kind, Territory
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose, forget_notices, set_notice, settle, settle_again

KEY = "territoire"
FORMER_KEY = "quartier"
"""What links were written with before there were other levels; they still work."""
EXTENT_KEY = "etendue"
LEVEL_KEY = "niveau"
SEARCH_KEY = "recherche"
POPOVER_KEY = "chercher"
DEFAULT = "10"
LONGEST_LIST = 1000


@dataclass(frozen=True)
class Place:
    """A territory, and what a map around it covers."""

    statistics: Statistics
    territory: Territory
    extent: str

    @property
    def level(self) -> Level:
        """The level of the territory."""
        return Level(self.territory.level)

    @property
    def code(self) -> str:
        """The code of the territory."""
        return self.territory.code

    @property
    def map_level(self) -> Level:
        """The level of the polygons of a map around the territory."""
        return map_level(self.statistics, self.territory)

    @property
    def perimeter(self) -> str:
        """The code of the perimeter, empty for a published territory."""
        return self.code if self.level is Level.PERIMETER else ""

    def show_territory(self) -> None:
        """A list of the territories of this level around the chosen one, the perimeters first."""
        options = self.options
        names = self.named
        level = self.map_level
        st.selectbox(
            _("{level} ou périmètre").format(level=level.label.capitalize())
            if self._perimeters
            else level.label[0].upper() + level.label[1:],
            options,
            key=KEY,
            format_func=lambda code: label_of(names[code]),
            filter_mode="contains",
            on_change=forget_notices,
            placeholder=_("Choisir"),
        )

    @property
    def options(self) -> list[str]:
        """The codes to choose from, by name: those of the map, or of the commune when they are too many."""
        around = self.extent
        members = _shown(self.statistics, self.map_level, around)
        if len(members) > LONGEST_LIST and self.territory.commune_codes:
            around = self.territory.commune_codes[0]
            members = _shown(self.statistics, self.map_level, around)
        found = members if self.perimeter else members | {self.code: self.territory}
        ordered = sorted(
            found.values(), key=lambda t: (t.kind is not Kind.INHABITED, t.name.casefold(), t.code)
        )
        return [*self._perimeters, *(territory.code for territory in ordered)]

    @property
    def named(self) -> dict[str, Territory]:
        """Every territory that `options` can hold, by code."""
        return {**self.statistics.territories(self.map_level), **self._perimeters}

    @property
    def _perimeters(self) -> dict[str, Territory]:
        """Perimeters stand in the lists of quartiers and sectors: they are made of them."""
        if self.map_level not in (Level.QUARTIER, Level.SECTOR):
            return {}
        return self.statistics.territories(Level.PERIMETER)

    def show_around(self) -> None:
        """A row below the main choices of a page: the level, where there are several, and the search."""
        level_side, search_side = st.columns([3, 4.2], vertical_alignment="bottom")
        with level_side:
            if len(self.levels) > 1:
                self.show_level()
        with search_side:
            show_search(self.statistics)

    def show_map_choices(self) -> None:
        """A row below the main choices of the map: level and extent, where there are several."""
        shown = [self.show_level] if len(self.levels) > 1 else []
        if len(self.extents) > 1:
            shown.append(self.show_extent)
        if shown:
            for column, show in zip(st.columns([3, 4.2]), shown, strict=False):
                with column:
                    show()

    def show_level(self) -> None:
        """Choose the level of the map; the territory follows to its like at that level."""
        st.session_state[LEVEL_KEY] = self.map_level.value
        st.selectbox(
            _("Niveau"),
            [level.value for level in self.levels],
            key=LEVEL_KEY,
            format_func=lambda level: Level(level).plural.capitalize(),
            on_change=self._change_level,
        )

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels to choose from, the own one included."""
        drawn = {*self.statistics.levels, self.map_level}
        return tuple(level for level in Level if level in drawn and self.statistics.indicators(level))

    def _change_level(self) -> None:
        forget_notices()
        choose(KEY, like_of(self.statistics, self.territory, Level(st.session_state[LEVEL_KEY])).code)

    def show_extent(self) -> None:
        """Choose how much the map covers."""
        st.selectbox(
            _("Étendue de la carte"),
            self.extents,
            key=EXTENT_KEY,
            format_func=lambda code: self.statistics.territory(code).name,
            on_change=forget_notices,
        )

    @property
    def extents(self) -> list[str]:
        """What a map around the territory can cover, the smallest first."""
        return extents_of(self.statistics, self.territory)


def show_search(statistics: Statistics) -> None:
    """Find a territory by any name it has, in French or Dutch, with or without accents."""
    with st.popover(
        _("Chercher un lieu"),
        icon=":material/search:",
        width="stretch",
        key=POPOVER_KEY,
        on_change="rerun",
    ):
        query = st.text_input(
            _("Nom, autre nom, nom néerlandais ou code"),
            key=SEARCH_KEY,
            placeholder=_("LLN, Sint-Gillis, 10…"),
        )
        if not query.strip():
            st.html(
                paragraph(_("Quartiers, communes, secteurs\u00a0: sans accents si vous voulez."), "source")
            )
            return
        matches = find_territory(statistics, query)
        if not matches:
            st.html(paragraph(_("Aucun territoire connu ne porte ce nom."), "vide"))
        elif matches[0].proposed:
            st.html(paragraph(_("Aucun nom exact. Vouliez-vous dire\u00a0:"), "source"))
        for match in matches:
            entry = match.entry
            also = "" if match.matched in (entry.name, entry.code) else f" ({match.matched})"
            st.button(
                f"{entry.name}{also} · {entry.detail}",
                key=f"trouve:{entry.code}",
                on_click=_found,
                args=(entry.code,),
                width="stretch",
            )


def _found(code: str) -> None:
    forget_notices()
    choose(KEY, code)
    st.session_state[SEARCH_KEY] = ""
    st.session_state[POPOVER_KEY] = False


def chosen_place(statistics: Statistics, *, on_map: bool = False) -> Place:
    """Settle the territory and the extent from the URL and the widgets.

    A code that is not known gives a notice and Anneessens; a territory without figures, or
    one that the map cannot draw, gives a notice and the one that corresponds best.
    """
    former = st.query_params.get(FORMER_KEY)
    if former is not None:
        if KEY not in st.query_params:
            st.query_params[KEY] = former
        del st.query_params[FORMER_KEY]
    code = settle(
        KEY,
        lambda text: text if text in statistics else None,
        default=DEFAULT,
        unknown=_(
            "Le territoire «\u00a0{value}\u00a0» de l'adresse n'est pas connu ici\u00a0; voici le quartier Anneessens."
        ),
    )
    territory = statistics.territory(code)
    nearest = _nearest_with_figures(statistics, territory, on_map)
    if nearest.code != code:
        set_notice(KEY, _substitution(territory, nearest, on_map))
        territory = nearest
        settle_again(KEY, nearest.code)
    extents = extents_of(statistics, territory)
    extent = settle(
        EXTENT_KEY,
        {one: one for one in extents}.get,
        default=extent_of(statistics, territory),
        unknown=_("L'étendue «\u00a0{value}\u00a0» ne convient pas à ce territoire."),
        optional=True,
    )
    return Place(statistics, territory, extent)


def _nearest_with_figures(statistics: Statistics, territory: Territory, on_map: bool) -> Territory:
    """The territory itself where its level has figures (and outlines, on a map), else its like."""
    if territory.level == Level.PERIMETER:
        return territory
    levels = [
        level
        for level in Level
        if statistics.indicators(level) and (not on_map or level in statistics.levels)
    ]
    if Level(territory.level) in levels:
        return territory
    smaller = [
        level for level in levels if list(Level).index(level) < list(Level).index(Level(territory.level))
    ]
    return like_of(statistics, territory, smaller[-1] if smaller else levels[0])


def _substitution(asked: Territory, shown: Territory, on_map: bool) -> str:
    if on_map:
        words = _("«\u00a0{asked}\u00a0» n'a pas de carte à son niveau\u00a0; voici {shown}.")
    else:
        words = _(
            "Aucun chiffre n'est connu pour «\u00a0{asked}\u00a0» dans son ensemble\u00a0; voici {shown}."
        )
    return words.format(asked=asked.name, shown=shown.name)


def extents_of(statistics: Statistics, territory: Territory) -> list[str]:
    """The commune (for sectors), the Region, and Belgium where it is known as a whole."""
    level = Level(territory.level)
    if level in (Level.REGION, Level.COUNTRY):
        return [extent_of(statistics, territory)]
    if not territory.region:
        return [extent_of(statistics, territory)]
    found = [territory.region]
    if level is Level.SECTOR:
        found.insert(0, territory.commune_codes[0])
    if level is not Level.QUARTIER and BELGIUM in statistics:
        found.append(BELGIUM)
    return found


def like_of(statistics: Statistics, territory: Territory, level: Level) -> Territory:
    """The territory of another level that corresponds best: the one around it, or its first part."""
    if territory.level == level:
        return territory
    if level is Level.REGION:
        return statistics.territory(territory.region or BRUSSELS)
    if level is Level.COMMUNE and territory.commune_codes:
        largest = statistics.shares(territory, "commune")
        return statistics.territory(largest[0].parent if largest else territory.commune_codes[0])
    if level is Level.QUARTIER and territory.quartier:
        return statistics.territory(territory.quartier)
    inside = [one for one in _inside(statistics, territory, level) if _is_shown(statistics, one)]
    inhabited = [one for one in inside if one.kind is Kind.INHABITED] or list(inside)
    if inhabited:
        return inhabited[0]
    return statistics.territory(DEFAULT)


def _is_shown(statistics: Statistics, territory: Territory) -> bool:
    """False for a sector of a vintage without outlines, where other sectors are drawn."""
    drawn = statistics.outlined(territory.level)
    return not drawn or territory.code in drawn


def _shown(statistics: Statistics, level: str, extent: str) -> dict[str, Territory]:
    members = statistics.members(level, extent)
    return {code: one for code, one in members.items() if _is_shown(statistics, one)}


def _inside(statistics: Statistics, territory: Territory, level: Level) -> Sequence[Territory]:
    if territory.level == Level.QUARTIER:
        found = statistics.territories(level).values()
        return [one for one in found if one.quartier == territory.code]
    if territory.level == Level.PERIMETER and level is Level.QUARTIER:
        quartiers = [one.quartier for one in statistics.members(Level.SECTOR, territory.code).values()]
        around = [statistics.territory(code) for code in quartiers if code]
        return [*statistics.members(level, territory.code).values(), *around]
    return list(statistics.members(level, territory.code).values()) if level_of(territory.code) else []


def label_of(territory: Territory) -> str:
    """The name in a list; sectors of one name are told apart by their code."""
    if territory.level == Level.SECTOR:
        return f"{territory.name} ({territory.code})"
    if territory.level == Level.PERIMETER:
        return _("Périmètre\u00a0: {name}").format(name=territory.name)
    return territory.name
