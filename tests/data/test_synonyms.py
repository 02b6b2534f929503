"""Our list of other names: every code exists, no name leads to the wrong place, a wrong file says where."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.readers.names import folded
from data.settings import SOURCES
from data.synonyms import read_synonyms
from indicators.territory_search import SearchEntry, TerritorySearch
from indicators.user_error import UserError

OLLN = "25121"


def quartiers() -> list[dict[str, str]]:
    with (SOURCES / "quartiers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def communes() -> dict[str, str]:
    pairs = {OLLN: "Ottignies-Louvain-la-Neuve"}
    for row in quartiers():
        pairs |= dict(zip(row["communes_nis"].split("|"), row["communes"].split("|"), strict=True))
    return pairs


def main_names() -> dict[str, set[str]]:
    """Official names, folded, by code: French and Dutch for quartiers, French for communes."""
    names = {row["quartier_code"]: {folded(row["nom_fr"]), folded(row["nom_nl"])} for row in quartiers()}
    return names | {code: {folded(name)} for code, name in communes().items()}


@pytest.fixture(scope="module")
def synonyms() -> dict[str, tuple[str, ...]]:
    return read_synonyms()


@pytest.fixture(scope="module")
def search(synonyms: dict[str, tuple[str, ...]]) -> TerritorySearch:
    entries = [
        SearchEntry("commune", code, name.title(), "commune", synonyms.get(code, ()))
        for code, name in communes().items()
    ]
    for row in quartiers():
        code = row["quartier_code"]
        names = (row["nom_nl"], *synonyms.get(code, ()))
        entries.append(SearchEntry("quartier", code, row["nom_fr"], "quartier", names))
    return TerritorySearch(entries)


def test_every_code_is_that_of_a_territory(synonyms: dict[str, tuple[str, ...]]) -> None:
    assert set(synonyms) <= set(main_names())


def test_no_name_is_an_official_name_of_this_or_another_territory(
    synonyms: dict[str, tuple[str, ...]],
) -> None:
    official = {name: code for code, names in main_names().items() for name in names}
    taken = [
        (code, name, official[folded(name)])
        for code in synonyms
        for name in synonyms[code]
        if folded(name) in official
    ]
    assert taken == []


def test_a_name_shared_by_several_territories_is_shared_on_purpose(
    synonyms: dict[str, tuple[str, ...]],
) -> None:
    holders: dict[str, list[str]] = {}
    for code, names in synonyms.items():
        for name in names:
            holders.setdefault(folded(name), []).append(code)
    assert {name: codes for name, codes in holders.items() if len(codes) > 1} == {
        "woluwe": ["21018", "21019"],
        "neder over heembeek": ["21004", "77"],
        "cureghem": ["11", "12", "13"],
        "kuregem": ["11", "12", "13"],
        "vieux laeken": ["19", "20"],
        "oud laken": ["19", "20"],
    }


def test_every_synonym_finds_its_territory(
    search: TerritorySearch, synonyms: dict[str, tuple[str, ...]]
) -> None:
    for code, names in synonyms.items():
        for name in names:
            assert code in {match.entry.code for match in search.find(name) if match.kind == "exact"}, name


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("saint gilles", "21013"),
        ("Sint-Gillis", "21013"),
        ("Sint-Jans-Molenbeek", "21012"),
        ("molenbeek", "21012"),
        ("Elsene", "21009"),
        ("Etterbeek", "21005"),
        ("Vorst", "21007"),
        ("Ukkel", "21016"),
        ("Oudergem", "21002"),
        ("Watermaal-Bosvoorde", "21017"),
        ("Sint-Pieters-Woluwe", "21019"),
        ("Sint-Lambrechts-Woluwe", "21018"),
        ("Schaarbeek", "21015"),
        ("Evere", "21006"),
        ("Sint-Joost-ten-Node", "21014"),
        ("st josse", "21014"),
        ("Ganshoren", "21008"),
        ("Jette", "21010"),
        ("Koekelberg", "21011"),
        ("Sint-Agatha-Berchem", "21003"),
        ("berchem", "21003"),
        ("Anderlecht", "21001"),
        ("Brussel", "21004"),
        ("Laeken", "21004"),
        ("haren", "78"),
        ("Neder-over-Heembeek", "21004"),
        ("NOH", "77"),
        ("LLN", OLLN),
        ("Louvain-la-Neuve", OLLN),
        ("ceroux mousty", OLLN),
        ("Limelette", OLLN),
        ("matonge", "36"),
        ("les Marolles", "8"),
        ("Marollen", "8"),
        ("Sablon", "7"),
        ("Béguinage", "3"),
        ("quartier européen", "35"),
        ("Europese wijk", "35"),
        ("Quartier Nord", "21"),
        ("Kuregem", "11"),
        ("Cinq Blocs", "2"),
        ("ANNEESSENS", "10"),
        ("anneesens", "10"),
        ("10", "10"),
    ],
)
def test_what_people_say_comes_first(search: TerritorySearch, query: str, code: str) -> None:
    assert search.find(query)[0].entry.code == code


def test_a_quartier_cut_in_three_is_offered_whole(search: TerritorySearch) -> None:
    assert {match.entry.code for match in search.find("Cureghem")} == {"11", "12", "13"}


def written(folder: Path, text: str) -> Path:
    path = folder / "synonyms.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    assert read_synonyms(written(tmp_path, "# rien encore\n")) == {}


GOOD = '- {code: "36", names: [Porte de Namur]}\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (
            GOOD + "- {code: 10, names: [Place]}",
            "entrée 2, valeur «\u00a010\u00a0»\u00a0: le code doit être un texte",
        ),
        (GOOD + '- {code: "10"}', "entrée 2, valeur «\u00a010\u00a0»\u00a0: le champ «\u00a0names\u00a0»"),
        (
            GOOD + '- {code: "10", names: Place}',
            "valeur «\u00a010\u00a0»\u00a0: le champ «\u00a0names\u00a0»",
        ),
        (GOOD + '- {code: "10", names: []}', "valeur «\u00a010\u00a0»\u00a0: le champ «\u00a0names\u00a0»"),
        (GOOD + '- {code: "10", names: [1830]}', "«\u00a01830\u00a0» n'est pas un nom."),
        (GOOD + '- {code: "10", names: ["–"]}', "«\u00a0–\u00a0» n'est pas un nom."),
        (GOOD + '- {code: "10", names: [Île, ile]}', "le nom «\u00a0ile\u00a0» y est deux fois."),
        (GOOD + '- {code: "10", names: [A], nom: B}', "le champ «\u00a0nom\u00a0» n'existe pas."),
        (
            GOOD + '- {code: "10", names: [A], note: 3}',
            "valeur «\u00a010\u00a0»\u00a0: la note doit être un texte.",
        ),
        (GOOD + GOOD, "entrée 2, valeur «\u00a036\u00a0»\u00a0: ce code a déjà une ligne"),
        (GOOD + "- Anneessens", "entrée 2, valeur «\u00a0Anneessens\u00a0»\u00a0: les champs"),
        ('"36": [Matonge]', "une liste est attendue"),
        ("Matonge", "une liste est attendue"),
        (GOOD + "- {code: [", "synonyms.yaml, ligne 2\u00a0: ce n'est pas du YAML lisible."),
    ],
)
def test_a_wrong_file_names_the_faulty_entry(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_synonyms(written(tmp_path, text))
    assert where in str(refusal.value)


def test_every_faulty_entry_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refusal:
        read_synonyms(written(tmp_path, "- {code: 10, names: [A]}\n- {code: 11, names: []}"))
    assert len(refusal.value.faults) == 3


def test_a_file_that_is_absent_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ne peut pas être ouvert"):
        read_synonyms(tmp_path / "absent.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UserError, match="YAML lisible"):
        read_synonyms(tmp_path / "binary.yaml")
