"""The catalogue of official addresses: complete, sure, and asking what the documentation says."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data.fetch.address import Kind
from data.fetch.read_addresses import read_addresses
from data.fetch.transport import Transport
from indicators.user_error import UserError

ADDRESSES = {address.id: address for address in read_addresses()}
DOWNLOADED = [address for address in ADDRESSES.values() if not address.by_hand]


def test_every_publisher_of_the_specification_is_there() -> None:
    assert {urlsplit(address.page).hostname for address in ADDRESSES.values()} == {
        "gis.urban.brussels",
        "opendata.brussels.be",
        "statbel.fgov.be",
        "monitoringdesquartiers.brussels",
        "datastore.brussels",
    }


@pytest.mark.parametrize(
    ("identifier", "layer"),
    [
        ("perspective_quartiers", "PERSPECTIVE_FR:PER_A10_C1_MONITORING_QUARTIER"),
        ("zru_2020", "PERSPECTIVE_FR:Zone_de_revitalisation_urbaine_2020"),
        ("zru_2026", "PERSPECTIVE:A10_ZRU_2026"),
    ],
)
def test_a_layer_is_asked_whole_in_lambert_72(identifier: str, layer: str) -> None:
    address = ADDRESSES[identifier]
    asked = parse_qs(urlsplit(address.request_url).query)
    assert address.request_url.startswith("https://gis.urban.brussels/geoserver/ows?service=WFS&")
    assert asked["typeNames"] == [layer]
    assert asked["request"] == ["GetFeature"]
    assert asked["outputFormat"] == ["application/json"]
    assert asked["srsName"] == ["EPSG:31370"]
    assert address.checks.number_matched
    assert address.checks.crs == 31370


def test_the_layer_of_quartiers_must_hold_145_of_them() -> None:
    checks = ADDRESSES["perspective_quartiers"].checks
    assert (checks.ids_property, checks.distinct_ids) == ("MD_ID", 145)
    # One object per statistical sector: their number is not 145.
    assert checks.features is None


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_an_opendatasoft_export_is_asked_at_its_documented_address(form: str) -> None:
    dataset = "quartiers-du-monitoring-des-quartiers-ibsa-perspective-rbc"
    address = ADDRESSES[f"opendata_quartiers_{form}"]
    root = "https://opendata.brussels.be/api/explore/v2.1/catalog/datasets"
    assert address.request_url == f"{root}/{dataset}/exports/{form}"
    assert (address.checks.features, address.checks.ids_property) == (145, "mdzone")


def test_statbel_is_visited_by_people_only() -> None:
    # Its file server answers programs with an anti-robot page, and its file names change.
    for address in ADDRESSES.values():
        if address.kind is Kind.STATBEL_FILE:
            assert address.by_hand
            assert address.url == ""


def test_every_download_is_encrypted_and_bounded() -> None:
    assert DOWNLOADED
    for address in DOWNLOADED:
        assert address.request_url.startswith("https://")
        assert address.checks.minimum_bytes > 100
        assert address.checks.maximum_bytes <= 60_000_000


def test_the_french_of_the_catalogue_never_breaks_before_a_sign() -> None:
    for address in ADDRESSES.values():
        for text in (address.title, address.publisher, address.licence, address.note):
            assert not re.search(r" [»;:?!]|« ", text), text


WRONG = """
- {{id: a, kind: wfs, title: T, publisher: P, licence: L, page: "https://p.example/", {rest}}}
"""


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("url: 'http://p.example/f', content_types: [a/b], file_names: [f.csv]", "https://"),
        ("url: 'https://qui:secret@p.example/f', content_types: [a/b], file_names: [f.csv]", "https://"),
        ("url: 'https://p.example/f', content_types: [a/b], file_names: [../f.csv]", "simple nom"),
        ("url: 'https://p.example/f', content_types: [a/b], file_names: [f.exe]", "format"),
        ("url: 'https://p.example/f', content_types: [a/b], file_names: ['f*.csv']", "un seul nom"),
        ("url: 'https://p.example/f', file_names: [f.csv]", "content_types"),
        ("file_names: [f.csv]", "a_telecharger_a_la_main"),
        ("a_telecharger_a_la_main: true, file_names: []", "file_names"),
        ("a_telecharger_a_la_main: true, file_names: [f.csv], inconnu: 1", "inconnu"),
        ("a_telecharger_a_la_main: true, file_names: [f.csv], checks: {distinct_ids: 3}", "ids_property"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, rest: str, message: str) -> None:
    path = tmp_path / "addresses.yaml"
    path.write_text(WRONG.format(rest=rest), encoding="utf-8")
    with pytest.raises(UserError) as told:
        read_addresses(path)
    assert message in str(told.value)
    assert "addresses.yaml" in str(told.value)


def test_two_entries_cannot_share_a_name(tmp_path: Path) -> None:
    path = tmp_path / "addresses.yaml"
    path.write_text(
        WRONG.format(rest="a_telecharger_a_la_main: true, file_names: [f.csv]") * 2, encoding="utf-8"
    )
    with pytest.raises(UserError, match="deux entrées") as told:
        read_addresses(path)
    assert len(told.value.faults) == 2


@pytest.mark.parametrize("content", ["a: [", "a: 1", "- 1", ""])
def test_a_catalogue_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "addresses.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="catalogue des adresses"):
        read_addresses(path)


def test_importing_and_preparing_contacts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import socket\n"
        "def never(*a, **k): raise SystemExit('network')\n"
        "socket.getaddrinfo = socket.create_connection = socket.socket.connect = never\n"
        "import data.fetch.command\n"
        "data.fetch.command.read_addresses()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).resolve().parents[2])
    monkeypatch.setattr(socket, "getaddrinfo", pytest.fail)
    Transport()


def test_the_proxy_of_the_system_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://proxy.commune.example:8080")
    monkeypatch.setenv("no_proxy", "gis.urban.brussels")
    assert Transport()._proxy("https://opendata.brussels.be/f") == "http://proxy.commune.example:8080"
    assert Transport()._proxy("https://gis.urban.brussels/f") == ""
