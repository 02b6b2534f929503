"""A publisher that refuses or gives something else: told with the way out, nothing replaced."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path

import pytest

from data.fetch.download import fetch
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, QUICK, direct, layer, publisher, quartiers, refused, reply

pytest_plugins = ["tests.data.fetch_fixtures"]
pytestmark = pytest.mark.usefixtures("only_this_machine")


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 400, 204, 206, 304, 599])
def test_a_publisher_who_refuses_is_told_with_the_way_out(folder: Path, status: int) -> None:
    told = refused(folder, reply(status=status))
    assert str(status) in told
    assert "127.0.0.1" in told
    if status < 500:
        assert "à la main depuis https://editeur.example/" in told
        assert "--depuis DOSSIER" in told


def test_a_refusal_is_not_asked_again(folder: Path) -> None:
    with publisher(reply(status=403)) as server, pytest.raises(UserError, match="l'éditeur refuse"):
        fetch(layer(server.url), folder, transport=direct())
    assert len(server.requests) == 1


HTML = b"<!DOCTYPE html><html><head><title>Connexion</title></head></html>" * 20


def test_a_web_page_with_status_200_is_refused(folder: Path) -> None:
    assert "page web" in refused(folder, reply(HTML, kind="text/html; charset=utf-8"))
    # The same page under the name of the file's own type.
    assert "page web" in refused(folder, reply(HTML))


def test_an_error_message_in_xml_is_shown(folder: Path) -> None:
    body = b'<?xml version="1.0"?><ows:ExceptionReport><ows:ExceptionText>Unknown layer\x1b[2J</ows:ExceptionText>'
    told = refused(folder, reply(body * 5, kind="application/json"))
    assert "message d'erreur" in told
    assert "Unknown layer" in told
    assert "\x1b" not in told


def test_another_type_of_file_is_refused(folder: Path) -> None:
    assert "«\u00a0application/pdf\u00a0»" in refused(
        folder, reply(b"%PDF-1.7" * 100, kind="application/pdf")
    )
    assert "coupé ou abîmé" in refused(folder, reply(b"%PDF-1.7" * 100))


def test_a_type_that_is_not_stated_leaves_it_to_the_content(folder: Path) -> None:
    with publisher(reply(GOOD, kind="")) as server:
        fetch(layer(server.url), folder, transport=direct())


@pytest.mark.parametrize(
    "location",
    [
        "/login?back=/fichier",
        "https://idp.example/sso/saml2",
        "https://connexion.example/",
        "/cas/login",
        "/oauth2/authorize",
    ],
)
def test_a_redirection_to_a_login_page_is_explained(folder: Path, location: str) -> None:
    told = refused(folder, reply(status=302, Location=location))
    assert "page de connexion" in told
    assert "--depuis" in told


@pytest.mark.parametrize("location", ["http://localhost/f", "https://miroir.example/f", "//127.0.0.2/f"])
def test_a_redirection_to_another_host_is_refused(folder: Path, location: str) -> None:
    assert "un autre site" in refused(folder, reply(status=301, Location=location))


def test_a_redirection_to_an_allowed_host_is_followed(folder: Path) -> None:
    with publisher(reply(GOOD)) as final:
        elsewhere = final.url.replace("127.0.0.1", "localhost")
        with publisher(reply(status=307, Location=elsewhere)) as first:
            address = layer(first.url)
            with pytest.raises(UserError, match="un autre site"):
                fetch(address, folder, transport=direct())
            assert final.requests == []
            allowed = address.model_copy(update={"allowed_hosts": ("localhost",)})
            fetch(allowed, folder, transport=direct())
    assert len(final.requests) == 1


@pytest.mark.parametrize(
    "location", ["", "http://[", "file:///etc/passwd", "ftp://127.0.0.1/f", "javascript:1"]
)
def test_a_redirection_to_no_web_address_is_refused(folder: Path, location: str) -> None:
    assert "renvoie vers" in refused(folder, reply(status=302, Location=location))


def test_redirections_in_a_circle_end(folder: Path) -> None:
    with (
        publisher(reply(status=302, Location="/encore")) as server,
        pytest.raises(UserError, match="sans fin"),
    ):
        fetch(layer(server.url), folder, transport=direct())
    assert len(server.requests) == QUICK.redirects + 1


def test_an_endless_body_is_left_at_the_maximum(folder: Path) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{")
        for _ in range(400):
            connection.sendall(b" " * 65536)

    assert "plus de 200\u202f000\u00a0octets" in refused(folder, endless)


def test_an_announced_length_beyond_the_maximum_is_not_even_read(folder: Path) -> None:
    assert "plus de 200\u202f000" in refused(folder, reply(b"{", length=10**12))


def test_a_compressed_bomb_is_left_at_the_maximum(folder: Path) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    assert "plus de 200\u202f000" in refused(folder, reply(bomb, Content_Encoding="gzip"))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (quartiers(numberMatched=750, numberReturned=150), "750 objets trouvés, 150 annoncés"),
        (quartiers(numberMatched=750, numberReturned=750), "incomplète"),
        (quartiers(numberMatched="unknown"), "ne dit pas combien"),
        (quartiers(epsg=3812), "EPSG:31370"),
        (quartiers(crs=None), "EPSG:31370"),
        (quartiers(ids=144), "144 identifiants différents au lieu de 145"),
        (quartiers(ids=146), "146 identifiants différents au lieu de 145"),
        (quartiers(objects=0), "aucun objet"),
        (quartiers(features=[1, 2]), "autre chose"),
        (b'{"type": "FeatureCollection"}' + b" " * 600, "pas une collection"),
        (b"[" * 100_000, "coupé ou abîmé"),
        (b'{"features": [' + b"9" * 5000 + b"]}", "coupé ou abîmé"),
        (b"{}", "octets seulement"),
        (quartiers().replace(b'"MD_ID": 7}', b'"MD_ID": null}'), "sans identifiant"),
        (quartiers().replace(b"149000.5, 170000.5", b"4.35, 50.85"), "autre projection"),
        (quartiers().replace(b'"MultiPolygon", "coordinates": [', b'"X", "autre": ['), "pas de géométrie"),
    ],
)
def test_a_layer_that_is_not_the_layer_is_refused(folder: Path, body: bytes, message: str) -> None:
    told = refused(folder, reply(body))
    assert message in told
    assert "quartiers.geojson" in told
