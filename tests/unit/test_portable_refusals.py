"""A damaged or hostile file is refused, each fault with its place, and nothing is written."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostic.personal_data import PersonalDataFound
from diagnostic.portable import json_text
from diagnostic.portable.faults import MOST_FAULTS, FileRefused
from diagnostic.portable.read import read_file
from diagnostic.portable.scripts import script_in
from diagnostic.portable.take_in import foresee, import_diagnostic
from diagnostic.portable.write import export_diagnostic
from diagnostic.store import Store
from indicators.perimeter import Perimeter
from indicators.user_error import UserError
from tests.unit.portable_samples import NOW, everything, fill, passes, store_in

Document = dict[str, Any]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A valid file."""
    with store_in(tmp_path_factory.mktemp("source")) as store:
        return export_diagnostic(store, fill(store).diagnostic, NOW)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which no import of this module may leave anything."""
    with store_in(tmp_path_factory.mktemp("vide")) as store:
        yield store
        assert not any(everything(store).values())


@pytest.fixture
def document(content: bytes) -> Document:
    read: Document = json.loads(content)
    return read


def as_file(document: object) -> bytes:
    return json.dumps(document).encode()


def refused(source: bytes | Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_file(source)
    return caught.value


def places(document: object) -> list[tuple[str, str]]:
    return [(fault.file, fault.problem) for fault in refused(as_file(document)).faults]


def of_kind(document: Document, kind: str) -> tuple[int, Document]:
    return next((rank, one) for rank, one in enumerate(document["entries"]) if one["kind"] == kind)


def change(entry: Document, field: str, value: object) -> None:
    """Change what an entry says now and what its last change says."""
    entry["content"][field] = value
    entry["revisions"][-1]["state"]["content"][field] = value


# Size, encoding, JSON


def test_a_file_of_100_mb_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "grand.json"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_a, **_k: pytest.fail("the file was opened"))

    assert "100\u00a0Mo" in refused(large).problem


def test_bytes_over_the_limit_are_refused(content: bytes) -> None:
    assert "51\u00a0Mo" in refused(content + b" " * json_text.MOST_BYTES).problem


def test_a_device_that_never_ends_is_not_read_to_its_end() -> None:
    assert "maximum" in refused(Path("/dev/zero")).problem


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.json", tmp_path):
        assert "ne peut pas être lu" in refused(path).problem


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "vide"),
        (b" \n", "vide"),
        (b"{", "abîmé à la ligne 1"),
        (b'{"format": "diagnostic-de-quartier",\n "version": 1,,}', "ligne 2"),
        ('{"a": "é"}'.encode("latin-1"), "UTF-8"),
        ('{"a": "é"}'.encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04\xff\xfe", "UTF-8"),
        (b"[" * 50_000, "emboîte"),
        (b"[" * 60 + b"]" * 60, "emboîte"),
        (b"[{}" + b",{}" * 700_000 + b"]", "trop d'éléments"),
        (b'{"a": 1, "a": 2}', "écrit deux fois"),
        (b'{"a": NaN}', "n'est pas un nombre"),
        (b'{"a": 1e999}', "trop grand"),
        (b'{"a": ' + b"9" * 5000 + b"}", "trop long"),
        (b"[]", "n'est pas un diagnostic"),
        (b'"diagnostic-de-quartier"', "n'est pas un diagnostic"),
        (b'{"format": "autre", "version": 1}', "n'est pas un diagnostic"),
        (b'{"format": "diagnostic-de-quartier"}', "quelle version"),
        (b'{"format": "diagnostic-de-quartier", "version": true}', "quelle version"),
        (b'{"format": "diagnostic-de-quartier", "version": 2}', "application plus récente"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_a_diagnostic_is_named(source: bytes, words: str) -> None:
    assert words in refused(source).problem


def test_a_mark_of_utf_8_in_front_does_no_harm(content: bytes) -> None:
    assert read_file(b"\xef\xbb\xbf" + content) == read_file(content)


# Schema, ids, histories, references: (what is done to the file, where, what is said)

STRANGER = "11111111-2222-3333-4444-555555555555"


def _unknown_statement(d: Document) -> None:
    change(of_kind(d, "fiche_thematique")[1], "statements", [STRANGER])


def _lost_parent(d: Document) -> None:
    axis = next(one for one in d["entries"] if one["content"].get("rung") == "axe")
    d["entries"].remove(axis)


def _circle(d: Document) -> None:
    nodes = {one["content"]["rung"]: one for one in d["entries"] if one["kind"] == "plan"}
    change(nodes["but"], "parent", nodes["action"]["id"])


def _twice(d: Document) -> None:
    d["statements"][1]["id"] = d["statements"][0]["id"]
    d["statements"][1]["revisions"] = [
        one | {"state": one["state"] | {"id": d["statements"][0]["id"]}}
        for one in d["statements"][1]["revisions"]
    ]


def _two_diagnostics(d: Document) -> None:
    other = copy.deepcopy(d["entries"][0])
    d["entries"].append(other | {"id": STRANGER})


HARMS: list[tuple[Callable[[Document], object], str, str]] = [
    (lambda d: d.pop("entries"), "champ «\u00a0entries\u00a0»", "ce champ manque."),
    (lambda d: d.update(entries=[]), "champ «\u00a0entries\u00a0»", "cette liste est vide."),
    (lambda d: d.update(plus=1), "champ «\u00a0plus\u00a0»", "ce champ n'est pas prévu."),
    (lambda d: d["statements"].append(3), "constat 3", "un objet est attendu ici."),
    (lambda d: d["statements"][0].pop("text"), "constat 1, champ «\u00a0text\u00a0»", "ce champ manque."),
    (
        lambda d: d["statements"][0].update(evidence=[]),
        "constat 1, champ «\u00a0evidence\u00a0»", "cette liste est vide.",
    ),
    (
        lambda d: d["statements"][0]["evidence"][1].update(function=""),
        "constat 1, preuve 2, champ «\u00a0function\u00a0»", "ce texte est vide.",
    ),
    (
        lambda d: d["statements"][0]["evidence"][1].update(name="x"),
        "constat 1, preuve 2, champ «\u00a0name\u00a0»", "ce champ n'est pas prévu.",
    ),
    (
        lambda d: d["statements"][0]["evidence"][1].update(kind="rumeur"),
        "constat 1, preuve 2", "ce genre est inconnu.",
    ),
    (
        lambda d: d["statements"][0].update(quadrant="Z"),
        "constat 1, champ «\u00a0quadrant\u00a0»", "ce mot ne fait pas partie des choix.",
    ),
    (
        lambda d: d["statements"][0].update(text="\u200b "),
        "constat 1", "Ce constat est vide.",
    ),
    (
        lambda d: d["statements"][0].update(text="x" * 20_001),
        "constat 1, champ «\u00a0text\u00a0»", "trop long\u00a0; le maximum est 20\u202f000.",
    ),
    (
        lambda d: d["statements"][0].update(text="nul\0"),
        "constat 1, champ «\u00a0text\u00a0»", "ce texte a des signes qu'aucune base ne peut garder.",
    ),
    (
        lambda d: d["statements"][0].update(position=1 << 70),
        "constat 1, champ «\u00a0position\u00a0»", "hors limite (4611686018427387904).",
    ),
    (
        lambda d: d["statements"][0].update(created_at="0001-01-01T00:00:00+14:00"),
        "constat 1, champ «\u00a0created_at\u00a0»", "cet instant est hors du temps de l'application.",
    ),
    (
        lambda d: d["statements"][0].update(created_at="2026-01-01T00:00:00"),
        "constat 1, champ «\u00a0created_at\u00a0»", "cet instant ne dit pas son fuseau horaire.",
    ),
    (
        lambda d: d["statements"][0].update(id="C-1"),
        "constat 1, champ «\u00a0id\u00a0»", "cette valeur n'a pas la forme attendue.",
    ),
    (
        lambda d: d.update(diagnostic=STRANGER.upper().replace("1", "A")),
        "champ «\u00a0diagnostic\u00a0»", "cette valeur n'a pas la forme attendue.",
    ),
    (_twice, "constat 2, champ «\u00a0id\u00a0»", "cet identifiant est déjà celui d'un autre élément du fichier."),
    (_two_diagnostics, "élément 12", "un fichier ne porte qu'un seul diagnostic."),
    (
        lambda d: d.update(diagnostic=STRANGER),
        "champ «\u00a0diagnostic\u00a0»", "le diagnostic lui-même n'est pas dans le fichier.",
    ),
    (
        lambda d: d["statements"][0].update(diagnostic=STRANGER),
        "constat 1, champ «\u00a0diagnostic\u00a0»", "ce constat est d'un autre diagnostic.",
    ),
    (
        lambda d: d["statements"][0]["revisions"].pop(0),
        "constat 1, champ «\u00a0revisions\u00a0»",
        "l'histoire n'est pas complète\u00a0: les versions doivent aller de 1 à 3.",
    ),
    (
        lambda d: d["statements"][0]["revisions"].reverse(),
        "constat 1, champ «\u00a0revisions\u00a0»", "l'histoire commence par une création, et n'en a qu'une.",
    ),
    (
        lambda d: d["statements"][0].update(text="Autre chose."),
        "constat 1, champ «\u00a0text\u00a0»", "ce qui est dit ici n'est pas ce que dit le dernier changement.",
    ),
    (
        lambda d: d["statements"][0].update(archived=True),
        "constat 1, champ «\u00a0text\u00a0»", "ce qui est dit ici n'est pas ce que dit le dernier changement.",
    ),
    (
        lambda d: d["entries"][1]["revisions"][0]["state"].update(content=d["entries"][0]["content"]),
        "élément 2, champ «\u00a0kind\u00a0»", "le genre ne change pas d'une version à l'autre.",
    ),
    (
        lambda d: d["statements"][0]["revisions"][0]["state"].update(id=STRANGER),
        "constat 1, changement 1", "ce changement est celui d'un autre constat.",
    ),
    (
        _unknown_statement,
        "élément 6, constat cité 1",
        "ceci désigne un élément qui n'est pas dans le fichier.",
    ),
    (_lost_parent, "élément 7, champ «\u00a0parent\u00a0»", "ceci désigne un élément qui n'est pas dans le fichier."),
    (_circle, "élément 8, champ «\u00a0parent\u00a0»", "cette branche du plan est sous elle-même."),
    (
        lambda d: change(of_kind(d, "fiche_thematique")[1], "statements", [of_kind(d, "lecture")[1]["id"]]),
        "élément 6, constat cité 1", "ceci n'est pas un constat.",
    ),
    (
        lambda d: d["statements"][0]["evidence"][1].update(record="élément 2"),
        "constat 1, preuve 2, champ «\u00a0record\u00a0»", "un identifiant (UUID) est attendu ici.",
    ),
    (
        lambda d: d.update(perimeters=[]),
        "élément 1, champ «\u00a0territory_code\u00a0»", "ce périmètre n'est pas dans le fichier.",
    ),
    (
        lambda d: d["perimeters"].append(d["perimeters"][0]),
        "périmètre 2, champ «\u00a0code\u00a0»", "ce code est déjà celui d'un autre périmètre du fichier.",
    ),
    (
        lambda d: d["perimeters"].append(d["perimeters"][0] | {"code": "p00000000"}),
        "périmètre 2, champ «\u00a0code\u00a0»", "le diagnostic ne parle pas de ce périmètre.",
    ),
    (
        lambda d: d["perimeters"][0]["versions"][0].update(members=["04000"]),
        "périmètre 1, version 1", "«\u00a004000\u00a0» n'est ni un quartier ni un secteur statistique.",
    ),
    (
        lambda d: d["perimeters"][0]["versions"].pop(0),
        "périmètre 1, champ «\u00a0versions\u00a0»",
        "l'histoire n'est pas complète\u00a0: les versions doivent aller de 1 à 1.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "place", "problem"), HARMS, ids=[f"{h[1]}: {h[2]}"[:70] for h in HARMS])
def test_a_fault_is_told_with_its_place(
    document: Document, harm: Callable[[Document], object], place: str, problem: str
) -> None:
    harm(document)

    assert (place, problem) in places(document)


def test_the_undamaged_document_is_accepted(document: Document) -> None:
    assert read_file(as_file(document)).diagnostic == document["diagnostic"]


def test_faults_are_counted_and_the_reading_stops_when_there_are_too_many(document: Document) -> None:
    document["statements"] = [{} for _n in range(5000)]

    error = refused(as_file(document))

    assert len(error.faults) == MOST_FAULTS
    assert "au moins 200 fautes" in error.problem


def test_one_element_with_a_million_parts_is_refused_at_once(document: Document) -> None:
    document["entries"][0]["content"]["themes"] = [0] * 100_000

    assert ("élément 1", "cet élément a beaucoup trop de parties.") in places(document)


# Scripts in texts


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "avant < SCRIPT src=x>",
        "</script>",
        "<iframe src='//x'>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<a href="#" onclick = "x()">',
        "<b\nonmouseover=x>",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\u200bscript:alert(1)",
        "data:text/html,x",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<object data=x>",
    ],
)
def test_a_text_that_would_run_is_refused_with_its_place(document: Document, text: str) -> None:
    change(document["entries"][1], "said", text)

    found = places(document)

    assert (
        "élément 2, champ «\u00a0said\u00a0»",
        "ce texte contient un programme, ce que l'application n'écrit jamais.",
    ) in found


@pytest.mark.parametrize(
    "text",
    [
        "<b>gras</b>",
        "a < b et b > a",
        "moins de 5 % < 10 % on = actif",
        "Le site est en JavaScript : il est lent",
        "un descriptif: la suite",
        "<3 le quartier, on=oui",
        "x << y; <on attend=…",
        "&amp; &lt;b&gt;",
    ],
)
def test_a_text_that_merely_has_signs_of_markup_is_kept(document: Document, text: str) -> None:
    assert script_in(text) == ""
    change(document["entries"][1], "said", text)
    assert read_file(as_file(document))


def test_scripts_in_figures_and_in_names_of_fields_are_found_too(document: Document) -> None:
    document["statements"][0]["evidence"][0]["title"] = "<script>"
    document["<iframe>"] = 1

    found = [place for place, problem in places(document) if "programme" in problem]

    assert found == ["constat 1, preuve 1, champ «\u00a0title\u00a0»", "champ «\u00a0<iframe>\u00a0»"]


# Texts about people


def about_people(document: Document) -> bytes:
    change(document["entries"][1], "said", "Rappeler au 0470 12 34 56.")
    document["statements"][1]["text"] = "Écrire à prenom.nom@exemple.be"
    document["statements"][1]["revisions"][-1]["state"]["text"] = "Écrire à prenom.nom@exemple.be"
    return as_file(document)


def test_texts_about_people_are_told_with_their_place(document: Document) -> None:
    error = refused(about_people(document))

    assert [(fault.file, fault.value) for fault in error.faults] == [
        ("élément 2, champ «\u00a0Ce qui a été dit\u00a0»", "0470 12 34 56"),
        ("constat 2, champ «\u00a0Constat\u00a0»", "prenom.nom@exemple.be"),
    ]
    assert error.may_be_kept


def test_what_a_person_says_to_be_an_institution_is_kept(document: Document) -> None:
    content = about_people(document)
    kept = {one.finding.key for one in refused(content).found}

    assert read_file(content, kept=kept)


def test_a_national_number_is_never_kept(document: Document) -> None:
    change(document["entries"][1], "said", "Dossier 85.07.30-033.28")
    error = refused(as_file(document))

    with pytest.raises(FileRefused):
        read_file(as_file(document), kept={one.finding.key for one in error.found})


def test_the_import_asks_again_what_was_kept(document: Document, empty: Store) -> None:
    content = about_people(document)
    kept = {one.finding.key for one in refused(content).found}

    with pytest.raises(FileRefused, match="2 fautes"):
        import_diagnostic(empty, read_file(content, kept=kept), check=passes)


def test_the_one_who_imports_has_a_function_and_no_name(content: bytes, empty: Store) -> None:
    with pytest.raises(PersonalDataFound):
        import_diagnostic(empty, read_file(content), check=passes, role="Mme Dupont")


# What cannot be shown here


def test_a_perimeter_that_may_not_be_shown_stops_the_import(content: bytes, empty: Store) -> None:
    def check(candidate: Perimeter, history: Sequence[Perimeter]) -> None:
        assert [one.version for one in history] == list(range(1, candidate.version))
        if candidate.version == 2:
            raise UserError("Un petit groupe serait révélé.", remedy="Ajoutez un quartier.")

    for step in (foresee, import_diagnostic):
        with pytest.raises(FileRefused, match="Cinq Blocs") as caught:
            step(empty, read_file(content), check=check)
        assert [fault.problem for fault in caught.value.faults] == ["Un petit groupe serait révélé."]


def test_a_perimeter_needs_somebody_who_can_tell(content: bytes, empty: Store) -> None:
    with pytest.raises(FileRefused, match="périmètre"):
        import_diagnostic(empty, read_file(content), check=None)


# Any damage at all


def _leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, (*path, name))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _leaves(item, (*path, rank))


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.just([]), st.just({}),
    st.just([{}]), st.sampled_from(["<script>", "\ud800", "p0123abcd", STRANGER, "2026-13-45", "0"]),
    st.integers(10**15, 10**40),
)  # fmt: skip


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_damaged_anywhere_gives_reasons_or_a_valid_diagnostic(
    content: bytes, empty: Store, data: st.DataObject
) -> None:
    document = json.loads(content)
    everywhere = list(_leaves(document))
    for _turn in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(everywhere))
        target = document
        try:
            for step in path[:-1]:
                target = target[step]
            if not path:
                document = data.draw(JUNK)
                break
            if data.draw(st.booleans()):
                target[path[-1]] = data.draw(JUNK)
            else:
                del target[path[-1]]
        except (KeyError, IndexError, TypeError):
            continue
    try:
        file = read_file(json.dumps(document).encode())
        foresee(empty, file, check=passes)
    except UserError as error:
        assert error.problem
    assert not any(everything(empty).values())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_damaged_anywhere_give_reasons_or_a_valid_diagnostic(
    content: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(content)
    for _turn in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        if data.draw(st.booleans()):
            damaged[place] = data.draw(st.integers(0, 255))
        else:
            del damaged[place : place + data.draw(st.integers(1, 2000))]
            damaged = damaged or bytearray(b" ")
    try:
        assert read_file(bytes(damaged)).entries
    except UserError as error:
        assert error.problem
