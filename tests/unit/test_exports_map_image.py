"""The map as a picture: the colours of the view, all entries of the legend, a text for the ear."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import PathPatch
from PIL import Image
from shapely import MultiPolygon, Point, box

from exports.alt_text import map_alt_text, trend_alt_text
from exports.map_image import map_image
from exports.map_legend import draw_legend
from exports.map_shapes import path_of
from exports.trend_image import trend_image
from indicators.map_view import MapView
from tests.unit import exports_samples as samples


def draw(highlight: str = "10") -> bytes:
    return map_image(samples.map_view(), samples.geometries(), highlight, 17, 60)


def pixels(image: bytes) -> set[tuple[int, ...]]:
    array = np.asarray(Image.open(BytesIO(image)).convert("RGB"))
    return {tuple(int(v) for v in colour) for colour in np.unique(array.reshape(-1, 3), axis=0)}


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(round(255 * part) for part in to_rgb(colour))


def legend_texts(
    view: MapView | None = None, cell: str = "10", points: float = 10, size: tuple[float, float] = (7.5, 9.0)
) -> list[str]:
    view = view or samples.map_view()
    canvas = Canvas()
    draw_legend(canvas, (0, 0, 1, 1), size, view, view.cell(cell), points)
    return [text.get_text().replace("\n", " ") for text in canvas.axes[0].texts]


def test_the_picture_has_the_size_that_was_asked_for() -> None:
    image = Image.open(
        BytesIO(map_image(samples.map_view(), samples.geometries(), None, 12.7, 100, height_cm=7.62))
    )
    assert image.size == (500, 300)


def test_every_class_is_drawn_in_the_colour_of_the_view() -> None:
    found = pixels(draw())
    for entry in samples.map_view().legend:
        assert rgb(entry.colour) in found, entry.label


def test_the_legend_says_five_classes_and_four_non_values_in_words() -> None:
    texts = legend_texts()
    for entry in samples.map_view().legend:
        assert any(text.startswith(entry.label) for text in texts), entry.label
    for word in ("zéro", "secret statistique", "non disponible", "sans objet"):
        assert any(text.startswith(word) for text in texts)


def test_an_entry_without_any_quartier_stays_in_the_legend() -> None:
    assert "moins de 15\u00a0%\u00a0(1)" in legend_texts()
    empty = samples.map_view(())
    assert "de 35 à moins de 45\u00a0%\u00a0(0)" in legend_texts(empty, "absent")


def test_the_legend_names_the_quartier_that_stands_out() -> None:
    assert legend_texts()[0] == "Anneessens\u00a0: 43,6\u00a0%"


def test_a_legend_without_room_gets_smaller_and_loses_nothing() -> None:
    assert len(legend_texts(size=(4.0, 5.0))) == len(legend_texts())


def test_an_unknown_territory_is_simply_not_surrounded() -> None:
    assert draw("absent")


def test_a_name_with_a_formula_is_only_a_name() -> None:
    hostile = samples.Territory(**{**vars(samples.ANNEESSENS), "name": "$\\frac{1}{0}$ <b>"})
    assert map_image(samples.map_view((hostile,)), samples.geometries(), "10", 17, 60)


def test_several_people_can_download_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(lambda _: draw(), range(8)))
    assert set(images) == {draw()}


def test_an_outline_keeps_its_holes() -> None:
    ring = box(0, 0, 10, 10) - box(4, 4, 6, 6)
    canvas = Canvas(figsize=(1, 1), dpi=100)
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 10), ylim=(0, 10))
    axes.set_axis_off()
    axes.add_patch(PathPatch(path_of(MultiPolygon([ring])), facecolor="#0F4C5C", linewidth=0))
    image = BytesIO()
    canvas.savefig(image)
    picture = Image.open(image).convert("RGB")
    assert picture.getpixel((50, 50)) == (255, 255, 255)
    assert picture.getpixel((10, 10)) == rgb("#0F4C5C")
    with pytest.raises(TypeError, match="Point"):
        path_of(Point(0, 0))


def test_the_text_of_the_map_counts_what_is_drawn() -> None:
    text = map_alt_text(samples.map_view(), "10")
    assert "BIM) · 2024" in text
    assert "moins de 15\u00a0%\u00a0: 1" in text
    assert "secret statistique\u00a0: 1" in text
    assert "Entouré d'un trait épais\u00a0: Anneessens, 43,6\u00a0%." in text
    assert "Source\u00a0: IBSA, Monitoring des Quartiers, BIM, 2024." in text
    assert text.endswith("sans valeur légale.")
    assert "trait épais" not in map_alt_text(samples.map_view(), None)


def test_the_text_of_a_curve_gives_values_and_breaks() -> None:
    bim = samples.anneessens().figure("bim")
    assert bim is not None
    text = trend_alt_text(bim)
    assert "Première valeur\u00a0: 35,9\u00a0% en 2010" in text
    assert "plus haute\u00a0: 46,1\u00a0% en 2017" in text
    broken = samples.figure(
        samples.SOCIAL_HOUSING, samples.ANNEESSENS, 2018, 5.5,
        series=samples.yearly(samples.SOCIAL_HOUSING, samples.ANNEESSENS, 2014, (5.4, 5.5, 5.6, 5.7, None, 5.5)),
    )  # fmt: skip
    text = trend_alt_text(broken)
    assert "Ligne interrompue (2016–2017)" in text
    assert "Années sans valeur\u00a0: 2018." in text


def test_the_curve_is_drawn_with_the_size_that_was_asked_for() -> None:
    bim = samples.anneessens().figure("bim")
    assert bim is not None
    image = Image.open(BytesIO(trend_image(bim, 12.7, 5.08, 100)))
    assert image.size == (500, 200)
