"""A composite index that its user builds: indicators, visible weights, and what comes of them.

The recipe stands in the URL (`composition`): «bim:1,isoles_65_plus:0.5:h»; a third word, h (haut) or
b (bas), says which values mean more attention where that is not the usual way.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from data.composite_views import default_recipe, usual_sign
from data.statistics import Statistics
from indicators.catalogue import Direction
from indicators.composite_view import MOST_INDICATORS, CompositeRow, CompositeView, Part, fifth_words
from indicators.contrast import ink_on
from indicators.french import number
from indicators.language import _
from indicators.level import Level
from indicators.palettes import NON_VALUE_LOOKS, SEQUENTIAL
from pages._ui.csv_file import csv_file, decimal
from pages._ui.html_table import html_table
from pages._ui.paragraph import paragraph
from pages._ui.url_state import choose, forget_notices, settle

RECIPE_KEY = "composition"
PARTS_KEY = "choix_composants"
HEAVIEST = 3.0
STEP = 0.5
SIGNS = {"h": 1, "b": -1}


def recipe_text(parts: tuple[Part, ...]) -> str:
    """The recipe as it stands in the URL."""
    return ",".join(f"{part.indicator.id}:{part.weight:g}" + _sign_text(part) for part in parts)


def _sign_text(part: Part) -> str:
    if not part.sign or part.sign == usual_sign(part.indicator):
        return ""
    return next(f":{letter}" for letter, sign in SIGNS.items() if sign == part.sign)


def read_recipe(text: str, statistics: Statistics, level: Level) -> tuple[Part, ...] | None:
    """Read a recipe of the URL; None when a word of it is not understood."""
    known = {one.id: one for one in statistics.indicators(level)}
    parts: dict[str, Part] = {}
    for piece in text.split(","):
        name, *rest = piece.split(":")
        letter = rest[1] if len(rest) == 2 else ""
        try:
            weight = float(rest[0])
        except (IndexError, ValueError):
            return None
        if (
            name not in known
            or len(rest) > 2
            or (letter and letter not in SIGNS)
            or not 0 <= weight <= HEAVIEST
        ):
            return None
        parts[name] = Part(known[name], weight, SIGNS.get(letter, usual_sign(known[name])))
    return tuple(parts.values()) if len(parts) <= MOST_INDICATORS else None


def recipe(statistics: Statistics, level: Level) -> tuple[Part, ...]:
    """Settle the recipe between URL and widgets."""
    usual = recipe_text(default_recipe(statistics, level))
    text = settle(
        RECIPE_KEY,
        lambda wanted: wanted if read_recipe(wanted, statistics, level) is not None else None,
        default=usual,
        unknown=_(
            "La composition «\u00a0{value}\u00a0» de l'adresse n'a pas été comprise\u00a0; en voici une autre."
        ),
        optional=True,
    )
    return read_recipe(text, statistics, level) or ()


def show_recipe(statistics: Statistics, level: Level, parts: tuple[Part, ...]) -> None:
    """Choose the indicators, weigh each one, and say which values mean more attention."""
    titles = {one.id: one.short_title for one in statistics.indicators(level)}
    st.session_state[PARTS_KEY] = [part.indicator.id for part in parts]
    st.multiselect(
        _("Indicateurs à réunir (deux à six)"),
        list(titles),
        key=PARTS_KEY,
        format_func=titles.__getitem__,
        max_selections=MOST_INDICATORS,
        placeholder=_("Choisir"),
        filter_mode="contains",
        select_all=False,
        on_change=_changed,
        args=(statistics, parts),
    )
    for start in range(0, len(parts), 3):
        for column, part in zip(st.columns(3), parts[start : start + 3], strict=False):
            with column:
                _show_part(statistics, part, parts)


def _show_part(statistics: Statistics, part: Part, parts: tuple[Part, ...]) -> None:
    indicator = part.indicator
    st.session_state[_weight_key(indicator.id)] = part.weight
    st.select_slider(
        _("Poids\u00a0: {title}").format(title=indicator.short_title),
        _weights(part.weight),
        format_func=_weight_words,
        key=_weight_key(indicator.id),
        on_change=_changed,
        args=(statistics, parts),
    )
    if indicator.direction is not Direction.NONE:
        words = _("une valeur élevée") if part.sign > 0 else _("une valeur basse")
        st.html(paragraph(_("Demande de l'attention\u00a0: {words}.").format(words=words), "source"))
        return
    st.session_state[_sign_key(indicator.id)] = part.sign
    st.selectbox(
        _("Demande de l'attention"),
        [0, 1, -1],
        key=_sign_key(indicator.id),
        format_func={0: _("À dire"), 1: _("une valeur élevée"), -1: _("une valeur basse")}.__getitem__,
        on_change=_changed,
        args=(statistics, parts),
    )


def _weights(given: float) -> list[float]:
    """The steps of the slider, and the weight of the URL where it is none of them."""
    steps = int(HEAVIEST / STEP)
    return sorted({given, *(STEP * step for step in range(steps + 1))})


def _weight_words(weight: float) -> str:
    return number(weight, 0 if weight.is_integer() else 1 if (10 * weight).is_integer() else 2)


def _weight_key(indicator_id: str) -> str:
    return f"poids:{indicator_id}"


def _sign_key(indicator_id: str) -> str:
    return f"sens:{indicator_id}"


def _changed(statistics: Statistics, parts: tuple[Part, ...]) -> None:
    """Write the recipe anew from the widgets; an indicator that was just added weighs 1."""
    forget_notices()
    before = {part.indicator.id: part for part in parts}
    found = []
    for name in st.session_state[PARTS_KEY]:
        indicator = statistics.catalogue[name]
        old = before.get(name, Part(indicator, 1.0, usual_sign(indicator)))
        weight = st.session_state.get(_weight_key(name), old.weight) if name in before else old.weight
        sign = st.session_state.get(_sign_key(name), old.sign) if name in before else old.sign
        found.append(Part(indicator, float(weight), int(sign)))
    choose(RECIPE_KEY, recipe_text(tuple(found)))


def composite_style() -> str:
    """The colours of the five fifths, from the palette."""
    rules = "".join(
        f".cinquiemes .q-{index}.q-{index}.q-{index}{{background:{colour};color:{ink_on(colour)}}}"
        for index, colour in enumerate(SEQUENTIAL)
    )
    grey = NON_VALUE_LOOKS["sans_objet"].colour
    return f"<style>{rules}.cinquiemes .q-absent{{background:{grey}}}</style>"


def composite_legend() -> str:
    """The five fifths and the territories without a score."""
    items = "".join(
        f'<li><span class="q-{index} carre" aria-hidden="true"></span>{escape(fifth_words(index))}</li>'
        for index in reversed(range(len(SEQUENTIAL)))
    )
    items += f'<li><span class="q-absent carre" aria-hidden="true"></span>{escape(_("sans score"))}</li>'
    return f'<ul class="signes cinquiemes" aria-label="{escape(_("Légende"))}">{items}</ul>'


def composite_table(view: CompositeView, chosen: str) -> str:
    """One line per territory: fifth, stability, score, values; those without a score last."""
    ingredients = view.index.ingredients
    heads = [_("Nom"), _("Cinquième"), _("Stable dans"), _("Score")]
    heads += [f"{one.indicator.short_title}, {view.years[one.indicator.id]}" for one in ingredients]
    rows = [_row(view, row, row.territory.code == chosen) for row in view.rows]
    rows += [
        f'<tr data-code="{escape(territory.code)}"{" class=choisi" if territory.code == chosen else ""}>'
        f'<th scope="row">{escape(territory.name)}</th>'
        f'<td colspan="{len(heads) - 1}">{escape(_("sans score"))}\u00a0: {escape(why)}</td></tr>'
        for territory, why in view.left_out
    ]
    numeric = set(range(2, len(heads)))
    label = _("Indice composé par l'utilisateur ou l'utilisatrice, non officiel")
    return f'<div class="cinquiemes">{html_table(heads, rows, label=label, numeric=numeric)}</div>'


def _row(view: CompositeView, row: CompositeRow, chosen: bool) -> str:
    values = "".join(
        f'<td class="nombre">{escape(one.indicator.format(row.values[one.indicator.id]))}</td>'
        for one in view.index.ingredients
    )
    return (
        f'<tr data-code="{escape(row.territory.code)}"{" class=choisi" if chosen else ""}>'
        f'<th scope="row">{escape(row.territory.name)}</th>'
        f'<td class="q-{row.fifth}">{row.fifth + 1}</td>'
        f'<td class="nombre">{escape(row.stability_text)}</td>'
        f'<td class="nombre">{number(row.score, 2)}</td>{values}</tr>'
    )


def composite_csv(view: CompositeView) -> bytes:
    """One line per territory; recipe and warning stand on every line, so that no copy loses them."""
    ingredients = view.index.ingredients
    heads = ["code", "territoire", "communes", "cinquieme", "score", "stabilite_sur_100"]
    heads += [
        f"{one.indicator.short_title} {view.years[one.indicator.id]} ({one.indicator.unit_symbol or _('nombre')})"
        for one in ingredients
    ]
    heads += ["sans_score", "avertissement", "recette", "sources"]
    sources = "\u00a0; ".join(source.attribution for source in view.sources)
    end = (view.index.warning, view.recipe, sources)
    rows: list[tuple[object, ...]] = [
        (
            row.territory.code,
            row.territory.name,
            ", ".join(row.territory.communes),
            row.fifth + 1,
            decimal(round(row.score, 4)),
            decimal(round(100 * row.stability, 1)),
            *(decimal(row.values[one.indicator.id]) for one in ingredients),
            "",
            *end,
        )
        for row in view.rows
    ]
    blank = ("",) * (3 + len(ingredients))
    rows += [
        (territory.code, territory.name, ", ".join(territory.communes), *blank, why, *end)
        for territory, why in view.left_out
    ]
    return csv_file(heads, rows)
