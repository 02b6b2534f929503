"""Whatever people call a place finds it; what is only spelt nearly so is proposed, never taken for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.territory_search import Match, MatchKind, SearchEntry, TerritorySearch

ENTRIES = (
    SearchEntry(
        "region", "04000", "Région de Bruxelles-Capitale", "Région", ("Brussels Hoofdstedelijk Gewest",)
    ),
    SearchEntry("commune", "21004", "Bruxelles", "commune", ("Brussel", "Laeken", "Laken")),
    SearchEntry("commune", "21009", "Ixelles", "commune", ("Elsene",)),
    SearchEntry("commune", "21013", "Saint-Gilles", "commune", ("Sint-Gillis",)),
    SearchEntry("commune", "25121", "Ottignies-Louvain-la-Neuve", "commune", ("LLN", "Louvain-la-Neuve")),
    SearchEntry("quartier", "3", "Béguinage - Dixmude", "quartier, Bruxelles", ("Begijnhof - Diksmuide",)),
    SearchEntry("quartier", "10", "Anneessens", "quartier, Bruxelles", ()),
    SearchEntry("quartier", "18", "Quartier Maritime", "quartier", ("Havenwijk", "Tour et Taxis")),
    SearchEntry("quartier", "36", "Matonge", "quartier, Ixelles", ("Naamsepoort",)),
    SearchEntry("quartier", "47", "Haut Saint-Gilles", "quartier", ("Hoog Sint-Gillis",)),
    SearchEntry("quartier", "100", "Chaussée de Wavre - Saint-Julien", "quartier", ()),
    SearchEntry("quartier", "702", "Cimetière de Saint-Gilles", "quartier", ()),
    SearchEntry("quartier", "907", "Bois de la Cambre", "quartier", ("Ter Kamerenbos",)),
    SearchEntry("secteur", "21004A01-", "Bourse", "secteur, Bruxelles", ("Beurs",)),
    SearchEntry("secteur", "62093A101", "SAINT-GILLES", "secteur, Saint-Nicolas", ()),
    SearchEntry("secteur", "21004A212", "Rue de la Sœur-Odile", "secteur", ()),
)
SEARCH = TerritorySearch(ENTRIES)


def first(query: str) -> tuple[str, str, str]:
    match = SEARCH.find(query)[0]
    return match.entry.code, match.matched, match.kind


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("saint gilles", ("21013", "Saint-Gilles", "exact")),
        ("Sint-Gillis", ("21013", "Sint-Gillis", "exact")),
        ("LLN", ("25121", "LLN", "exact")),
        ("matonge", ("36", "Matonge", "exact")),
        ("Matongé", ("36", "Matonge", "exact")),
        ("ANNEESSENS", ("10", "Anneessens", "exact")),
        ("anneesens", ("10", "Anneessens", "near")),
        ("10", ("10", "10", "code")),
        (" 10 ", ("10", "10", "code")),
        ("21004A01-", ("21004A01-", "21004A01-", "code")),
        ("21004a01-", ("21004A01-", "21004A01-", "code")),
        ("béguin", ("3", "Béguinage - Dixmude", "start")),
        ("dixmude beguinage", ("3", "Béguinage - Dixmude", "word")),
        ("capitale brux", ("04000", "Région de Bruxelles-Capitale", "word")),
        ("amere", ("907", "Ter Kamerenbos", "part")),
        ("soeur odile", ("21004A212", "Rue de la Sœur-Odile", "word")),
        ("Tour & Taxis", ("18", "Tour et Taxis", "exact")),
        ("bois cambre", ("907", "Bois de la Cambre", "exact")),
        ("Bois de l'Cambre", ("907", "Bois de la Cambre", "exact")),
        ("St-Gilles", ("21013", "Saint-Gilles", "exact")),
        ("st gillis", ("21013", "Sint-Gillis", "exact")),
        ("quartier Anneessens", ("10", "Anneessens", "exact")),
        ("commune de Saint-Gilles", ("21013", "Saint-Gilles", "exact")),
        ("saintgilles", ("21013", "Saint-Gilles", "near")),
        ("louvain la nueve", ("25121", "Louvain-la-Neuve", "near")),
    ],
)
def test_a_place_is_found_by_what_people_call_it(query: str, expected: tuple[str, str, str]) -> None:
    assert first(query) == expected


def test_surer_matches_come_first_and_larger_territories_first_among_equals() -> None:
    found = [(match.entry.code, match.kind) for match in SEARCH.find("saint-gilles")]
    assert found == [("21013", "exact"), ("62093A101", "exact"), ("702", "word"), ("47", "word")]


def test_the_region_comes_before_a_commune_and_a_commune_before_a_sector() -> None:
    found = [match.entry.level for match in SEARCH.find("b") if match.kind is MatchKind.START]
    assert found == ["region", "commune", "quartier", "quartier", "secteur"]


def test_equals_stand_in_the_order_of_their_levels_whatever_the_order_given() -> None:
    levels = ("secteur", "ailleurs", "quartier", "region", "commune", "pays")
    search = TerritorySearch(SearchEntry(level, level, "Nord", level) for level in levels)
    expected = ["region", "pays", "commune", "quartier", "secteur", "ailleurs"]
    assert [match.entry.level for match in search.find("nord")] == expected


def test_a_code_does_not_hide_the_names_that_hold_the_same_figures() -> None:
    search = TerritorySearch(
        (SearchEntry("quartier", "100", "Wavre", ""), SearchEntry("quartier", "46", "Altitude 100", ""))
    )
    assert [(m.entry.code, m.kind) for m in search.find("100")] == [("100", "code"), ("46", "word")]


def test_a_near_spelling_is_only_proposed_and_only_when_nothing_else_was_found() -> None:
    assert all(match.proposed for match in SEARCH.find("anneesens"))
    for query in ("saint", "matonge", "10", "brux"):
        assert not any(match.proposed for match in SEARCH.find(query))


def test_a_territory_comes_once_by_its_best_name() -> None:
    found = SEARCH.find("la")
    assert len({match.entry for match in found}) == len(found)
    assert SEARCH.find("laken")[0].matched == "Laken"


@pytest.mark.parametrize("query", ["", "   ", "-", "?!", "🏙️", "zzzzqqq", "quartier de la", "\ud800", "\x00"])
def test_what_says_nothing_finds_nothing_wrong(query: str) -> None:
    assert all(match.entry in ENTRIES for match in SEARCH.find(query))
    if query not in {"quartier de la"}:
        assert SEARCH.find(query) == ()


@pytest.mark.parametrize("limit", [0, -1])
def test_no_result_is_asked_for_and_none_comes(limit: int) -> None:
    assert SEARCH.find("saint", limit) == ()


def test_an_index_without_entries_answers() -> None:
    assert TerritorySearch(()).find("saint") == ()


HOSTILE = [
    "a" * 10_000,
    "é" * 10_000,
    "saint " * 2_000,
    "🏙️👩‍👩‍👧" * 1_500,
    ".*+?[](){}^$|\\" * 700,
    "(a+)+$" * 1_600,
    "ﷺ" * 10_000,
    "' OR 1=1 --",
    "\n" * 10_000 + "saint",
    " ".join("abcdefghijklmnopqrstuvwxyz"),
]


@pytest.fixture(scope="module")
def belgium() -> TerritorySearch:
    """25 000 territories whose names share many words, as those of sectors do."""
    words = [
        "centre",
        "nord",
        "sud",
        "saint",
        "jean",
        "pierre",
        "habitations",
        "dispersees",
        "rue",
        "avenue",
        "place",
        "gare",
        "bois",
        "champ",
    ]
    beginnings = [
        f"{a}{b}{c}" for a in "bcdfglmnprstv" for b in "aeiou" for c in ("rne", "lle", "mont", "ville")
    ]

    def entry(number: int) -> SearchEntry:
        own = beginnings[number % len(beginnings)] + beginnings[number * 7 % len(beginnings)]
        french = f"{own}-{words[number % 14]} {words[number // 14 % 14]} {number % 97}"
        return SearchEntry(
            "secteur", f"{number:05d}A00-", french, "secteur", (f"{own}wijk {words[number % 13]}",)
        )

    entries = [entry(number) for number in range(25_000)]
    start = time.perf_counter()
    search = TerritorySearch(entries)
    assert time.perf_counter() - start < 6, "1,5 s on a quiet machine"
    return search


@pytest.mark.parametrize("query", [*HOSTILE, "bernelle centre", "bernele cnetre", "saint", "e", "zzz"])
def test_25_000_territories_are_searched_while_one_types(belgium: TerritorySearch, query: str) -> None:
    times = []
    for _attempt in range(5):
        start = time.perf_counter()
        assert len(belgium.find(query)) <= 8
        times.append(time.perf_counter() - start)
    assert min(times) < 0.05


texts = st.text(max_size=40) | st.text(alphabet="aeé'- .SstLl10œ", max_size=20)
names = texts.filter(lambda name: any(sign.isalnum() for sign in name))
entries = st.builds(
    SearchEntry,
    level=st.sampled_from(["region", "commune", "quartier", "secteur", ""]),
    code=st.text(alphabet="0123456789AB-", max_size=9),
    name=names,
    detail=st.just(""),
    names=st.lists(names, max_size=3).map(tuple),
)


@given(query=texts, given_entries=st.lists(entries, max_size=8), limit=st.integers(-1, 10))
def test_no_query_fails_and_the_limit_holds(query: str, given_entries: list[SearchEntry], limit: int) -> None:
    found = TerritorySearch(given_entries).find(query, limit)
    assert len(found) <= max(limit, 0)
    assert len({match.entry for match in found}) == len(found)
    kinds = [list(MatchKind).index(match.kind) for match in found]
    assert kinds == sorted(kinds)
    assert "near" not in [match.kind for match in found] or {match.kind for match in found} == {"near"}
    assert all(match.matched in {match.entry.code, match.entry.name, *match.entry.names} for match in found)


@given(given_entries=st.lists(entries, min_size=1, max_size=8))
def test_every_name_and_every_code_of_an_entry_finds_it(given_entries: list[SearchEntry]) -> None:
    search = TerritorySearch(given_entries)
    for entry in given_entries:
        for name in (entry.name, *entry.names):
            sure = {match.entry for match in search.find(name, 100) if match.kind in {"code", "exact"}}
            assert entry in sure
        if entry.code:
            assert Match(entry, entry.code, MatchKind.CODE) in search.find(entry.code.lower(), 100)
