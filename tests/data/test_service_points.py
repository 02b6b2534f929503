"""A table of services: what is read, what is refused and where, what is kept."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest

from data.places import Places, places_of
from data.read_service_points import kind_of, model_table, read_service_points
from data.read_travel_times import read_travel_times
from data.readers import RefusedFile
from data.service_points import ServicePointStore
from data.statistics import Statistics
from indicators.coverage.points import Precision
from indicators.user_error import UserError


@pytest.fixture(scope="session")
def places(statistics: Statistics) -> Places:
    return places_of(statistics)


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8")


HEAD = "nom;type;public;capacité;lon;lat;x;y;quartier;commune"


def test_every_kind_of_position_is_read_with_its_precision(places: Places) -> None:
    reading = read_service_points(
        "services.csv",
        csv(
            HEAD,
            "A;SSM;adultes;2,5;4,3400;50,8450;;;;",
            "B;maison médicale;;;;;148804;170702;;",
            "C;Psychologue de première ligne;;;;;;;Anneessens;",
            "D;ssm;;;;;;;8;",
            "E;ssm;;;;;;;;Jette",
            "F;Centre de jour;;;;;;;;",
        ),
        places,
    )
    a, b, c, d, e, f = reading.points
    assert [p.precision for p in reading.points] == [
        Precision.ADDRESS,
        Precision.ADDRESS,
        Precision.QUARTIER,
        Precision.QUARTIER,
        Precision.COMMUNE,
        Precision.UNKNOWN,
    ]
    assert (a.kind, a.public, a.capacity, a.quartier) == ("ssm", "adultes", 2.5, "10")
    assert (b.kind, b.quartier, b.x, b.y, b.capacity) == ("maison_medicale", "1", 148_804, 170_702, None)
    assert (c.kind, c.quartier) == ("psychologue_premiere_ligne", "10")
    assert (d.quartier, e.commune, f.kind) == ("8", "Jette", "Centre de jour")
    assert any("2 services sur 6 n'ont pas de position" in str(w) for w in reading.warnings)


def test_a_workbook_and_a_csv_say_the_same(places: Places) -> None:
    table = pd.DataFrame({"Nom": ["A"], "Type": ["ssm"], "Quartier": [10], "Capacité": [3]})
    stream = io.BytesIO()
    table.to_excel(stream, index=False)
    point = read_service_points("services.xlsx", stream.getvalue(), places).points[0]
    assert (point.name, point.kind, point.quartier, point.capacity) == ("A", "ssm", "10", 3.0)


def test_the_model_can_be_read_back(places: Places) -> None:
    points = read_service_points("modele.csv", model_table(), places).points
    assert [p.precision for p in points] == [Precision.ADDRESS, Precision.QUARTIER]
    assert points[0].capacity == 2.5 and points[1].capacity is None


def test_a_file_of_social_brussels_is_a_table_of_services(places: Places) -> None:
    document = [
        {
            "id": "1",
            "nameOfficialFr": "Centre A",
            "legalStatus": {"labelFr": "asbl"},
            "address": {"streetFr": "Rue X", "number": "1", "lon": 4.34, "lat": 50.845},
        }
    ]
    point = read_service_points("sb.json", json.dumps(document).encode(), places).points[0]
    assert (point.name, point.quartier, point.address) == ("Centre A", "10", "Rue X 1")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (";ssm;;;;;;;10;", "la case est vide"),
        ("A;;;;;;;;10;", "la case est vide"),
        ("A;ssm;;beaucoup;;;;;10;", "ce n'est pas un nombre"),
        ("A;ssm;;-2;;;;;10;", "négative"),
        ("A;ssm;;;50,84;4,34;;;;", "inversées"),
        ("A;ssm;;;4,34;;;;;", "une seule des deux"),
        ("A;ssm;;;148800;170700;;;;", "ne sont pas des degrés"),
        ("A;ssm;;;14,34;50,84;;;;", "pas en Belgique"),
        ("A;ssm;;;;;4,34;50,84;;", "ne sont pas des mètres"),
        ("A;ssm;;;;;648800;670700;;", "Lambert 2008"),
        ("A;ssm;;;;;;;Anneesens;", "n'existe pas"),
    ],
)
def test_a_fault_names_its_row_and_refuses_the_file(places: Places, row: str, problem: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_service_points("services.csv", csv(HEAD, "Bon;ssm;;;;;;;1;", row), places)
    fault = refused.value.faults[0]
    assert fault.row == 3
    assert problem in fault.problem


def test_an_unknown_quartier_comes_with_the_nearest_name(places: Places) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_service_points("s.csv", csv(HEAD, "A;ssm;;;;;;;Anneesens;"), places)
    assert "Anneessens (10)" in refused.value.faults[0].remedy


def test_the_same_service_twice_is_not_counted_twice(places: Places) -> None:
    with pytest.raises(RefusedFile, match="répète la ligne 2"):
        read_service_points("s.csv", csv(HEAD, "A;ssm;;;;;;;10;", "a;SSM;;;;;;;10;"), places)


def test_without_its_columns_a_table_is_refused_with_the_titles_it_needs(places: Places) -> None:
    with pytest.raises(RefusedFile, match="nom.*type"):
        read_service_points("s.csv", csv("code;valeur", "10;3"), places)
    with pytest.raises(RefusedFile, match="aucun service"):
        read_service_points("s.csv", csv(HEAD), places)


def test_a_position_that_contradicts_its_quartier_wins_and_is_said(places: Places) -> None:
    reading = read_service_points("s.csv", csv(HEAD, "A;ssm;;;4,3400;50,8450;;;8;"), places)
    assert reading.points[0].quartier == "10"
    assert any("c'est la position qui compte" in str(warning) for warning in reading.warnings)


def test_a_service_beyond_the_region_stays_and_is_said(places: Places) -> None:
    reading = read_service_points("s.csv", csv(HEAD, "A;ssm;;;4,6117;50,6681;;;;"), places)
    assert reading.points[0].quartier == "" and reading.points[0].located
    assert any("hors de la Région" in str(warning) for warning in reading.warnings)


def test_kinds_are_recognised_as_people_write_them() -> None:
    assert [kind_of(text) for text in ("SSM", "Service de Santé Mentale", "maison_medicale", "Planning")] == [
        "ssm",
        "ssm",
        "maison_medicale",
        "planning_familial",
    ]
    assert kind_of("  Centre   de jour ") == "Centre de jour"


def test_what_was_accepted_survives_a_restart_and_the_previous_one_is_kept(
    tmp_path: Path, places: Places
) -> None:
    first = read_service_points("un.csv", csv(HEAD, "A;ssm;;2;;;;;10;"), places)
    second = read_service_points("deux.csv", csv(HEAD, "B;ssm;;;;;;;8;", "C;ssm;;;;;;;9;"), places)
    ServicePointStore(tmp_path).accept(first, capacity_unit="ETP", role="Référente")
    ServicePointStore(tmp_path).declare_complete(["ssm", "inconnu"])
    kept = ServicePointStore(tmp_path).current()
    assert kept is not None
    assert (kept.file, kept.points, kept.complete) == ("un.csv", first.points, ("ssm",))
    assert (kept.capacity_unit, kept.role) == ("ETP", "Référente")

    ServicePointStore(tmp_path).accept(second)
    store = ServicePointStore(tmp_path)
    current, previous = store.current(), store.previous()
    assert current is not None and previous is not None
    assert (current.file, current.complete, previous.file) == ("deux.csv", (), "un.csv")
    assert previous == kept

    restored = store.undo()
    assert restored == kept
    assert store.previous() == current
    assert [path.name for path in (tmp_path / "services").iterdir() if path.name.startswith(".")] == []


def test_taking_the_only_table_out_keeps_it_aside(tmp_path: Path, places: Places) -> None:
    store = ServicePointStore(tmp_path)
    store.accept(read_service_points("un.csv", csv(HEAD, "A;ssm;;;;;;;10;"), places))
    assert store.undo() is None
    assert store.current() is None and store.point_set() is None
    assert store.previous() is not None
    assert store.undo() is not None and store.current() is not None


def test_points_are_read_again_only_when_their_file_changes(tmp_path: Path, places: Places) -> None:
    store = ServicePointStore(tmp_path)
    assert store.point_set() is None
    store.accept(read_service_points("un.csv", csv(HEAD, "A;ssm;;;;;;;10;"), places))
    first = store.point_set()
    assert first is not None and store.point_set() is first
    assert not first.may_be_drawn("ssm")
    store.declare_complete(["ssm"])
    declared = store.point_set()
    assert declared is not None and declared.may_be_drawn("ssm")


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ServicePointStore(tmp_path)
    store.accept(read_service_points("un.csv", csv(HEAD, "A;ssm;;;;;;;10;"), places))

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.service_points.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        store.accept(read_service_points("deux.csv", csv(HEAD, "B;ssm;;;;;;;8;"), places))
    current = store.current()
    assert current is not None and current.file == "un.csv"
    assert sorted(path.name for path in (tmp_path / "services").iterdir()) == ["services.json"]


def test_a_damaged_file_is_said_in_french(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "services.json").write_text('{"format": 1, "points": [{}]}', encoding="utf-8")
    with pytest.raises(UserError, match="abîmé"):
        ServicePointStore(tmp_path).current()


def test_travel_times_are_kept_and_reach_the_points(tmp_path: Path, places: Places) -> None:
    services = read_service_points("un.csv", csv(HEAD, "Le Phare;ssm;;;;;;;10;"), places)
    matrix = read_travel_times(
        "stib.csv",
        csv("origine;destination;minutes", "Marolles;le phare;12,5", "10;36;9"),
        places,
        services.points,
    )
    assert matrix.minutes == {("8", "Le Phare"): 12.5, ("10", "36"): 9.0}
    store = ServicePointStore(tmp_path)
    store.accept(services)
    store.accept_times(matrix)
    held = store.point_set()
    assert held is not None and held.times is not None
    assert held.times.between("8", services.points[0]) == 12.5
    assert store.point_set() is held
    store.drop_times()
    without = store.point_set()
    assert without is not None and without.times is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("999;10;5", "ce quartier n'existe pas"),
        ("10;Nulle part;5", "ni un quartier, ni un service"),
        ("10;8;-5", "nombre de minutes"),
        ("10;8;", "nombre de minutes"),
    ],
)
def test_a_wrong_travel_time_names_its_row(places: Places, row: str, problem: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        read_travel_times("m.csv", csv("origine;destination;minutes", "10;36;9", row), places)
    assert refused.value.faults[0].row == 3
    assert problem in refused.value.faults[0].problem
