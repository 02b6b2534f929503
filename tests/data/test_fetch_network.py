"""A network that fails: slow, silent, cut, overloaded, absent. Bounded, and told in French."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from data.fetch.download import fetch
from data.fetch.limits import Limits
from data.fetch.transport import Transport, _verifying
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, QUICK, direct, drip, layer, publisher, refused, reply

pytest_plugins = ["tests.data.fetch_fixtures"]
pytestmark = pytest.mark.usefixtures("only_this_machine")

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nX-Longue: ", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"],
    ids=["headers", "body"],
)
def test_a_server_that_drips_is_cut_at_the_deadline(folder: Path, start: bytes) -> None:
    begun = time.monotonic()
    told = refused(folder, drip(start, seconds=3), limits=Limits(read=0.4, total=0.6, attempts=3))
    assert time.monotonic() - begun < 2
    assert "trop lent" in told


def test_a_drip_of_chunk_headers_is_cut_as_well(folder: Path) -> None:
    start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1;"
    assert "trop lent" in refused(folder, drip(start, seconds=3), limits=Limits(read=0.4, total=0.6))


def test_a_server_that_falls_silent_is_left(folder: Path) -> None:
    def halfway(connection: socket.socket) -> None:
        connection.sendall(reply(GOOD)[:900])
        time.sleep(0.5)

    told = refused(folder, halfway, limits=Limits(read=0.15, total=5, attempts=2, backoff=0.01))
    assert "a cessé d'envoyer" in told


def test_a_truncated_body_is_refused_and_asked_again(folder: Path) -> None:
    told = refused(folder, reply(GOOD[:5000], length=len(GOOD)))
    assert "a été coupée" in told
    with publisher(reply(GOOD[:5000], length=len(GOOD)), reply(GOOD)) as server:
        fetch(layer(server.url), folder, transport=direct())
    assert len(server.requests) == 2


def test_a_body_cut_without_a_length_is_seen_by_its_content(folder: Path) -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + GOOD[:-40]
    assert "coupé" in refused(folder, cut)


def test_a_connection_refused_is_told(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UserError, match=r"ne répond pas.*réseau.*--depuis"):
        fetch(layer(f"http://127.0.0.1:{port}/"), folder, transport=direct())


def test_a_name_that_does_not_resolve_is_told_at_once(folder: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match=r"introuvable.*pas de réseau.*--depuis"):
        fetch(layer("https://absent.invalid/f"), folder, transport=direct())
    assert time.monotonic() - begun < 1


def test_a_proxy_that_is_away_is_told(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    transport = Transport(QUICK, proxies={"https": f"http://qui:secret@127.0.0.1:{port}"})
    with pytest.raises(UserError, match="proxy") as told:
        fetch(layer("https://absent.invalid/f"), folder, transport=transport)
    assert "secret" not in str(told.value)


def test_certificates_are_always_verified() -> None:
    context = _verifying()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "data" / "fetch").glob("*.py"))
    for way_round in ("verify=False", "CERT_NONE", "_create_unverified", "check_hostname = False"):
        assert way_round not in sources


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate of this test")
def test_a_certificate_nobody_vouches_for_is_refused(folder: Path, tmp_path: Path) -> None:
    key, certificate = tmp_path / "cle.pem", tmp_path / "certificat.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-keyout", key, "-out", certificate, "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def shake_hands(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            context.wrap_socket(connection, server_side=True).close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: shake_hands(listener.accept()[0]), daemon=True)
        thread.start()
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(UserError, match=r"identité.*ne peut pas être vérifiée"):
            fetch(layer(url), folder, transport=direct())
        thread.join(5)


def test_two_failures_then_the_file(folder: Path) -> None:
    with publisher(reply(status=500), reply(status=503), reply(GOOD)) as server:
        fetch(layer(server.url), folder, transport=direct())
    assert len(server.requests) == 3


def test_a_server_that_stays_down_is_asked_three_times(folder: Path) -> None:
    with publisher(reply(status=502)) as server, pytest.raises(UserError, match=r"en panne.*502.*plus tard"):
        fetch(layer(server.url), folder, transport=direct())
    assert len(server.requests) == 3


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_respected(folder: Path, as_date: bool) -> None:
    pauses: list[float] = []
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    asked = reply(status=429, Retry_After=later if as_date else "2")
    with publisher(asked, reply(GOOD)) as server:
        fetch(layer(server.url), folder, transport=Transport(QUICK, proxies={}, pause=pauses.append))
    assert len(pauses) == 1
    assert 0.5 < pauses[0] <= 2


def test_a_pause_of_an_hour_is_told_instead_of_waited(folder: Path) -> None:
    told = refused(folder, reply(status=429, Retry_After="3600"))
    assert "environ 60\u00a0minutes" in told
    assert "plus tard" in told


@pytest.mark.parametrize("value", ["-5", "bientôt", "9" * 400, "Fri, 99 Foo 2026 99:99:99 GMT", ""])
def test_an_unreadable_retry_after_counts_for_nothing(folder: Path, value: str) -> None:
    with publisher(reply(status=429, Retry_After=value), reply(GOOD)) as server:
        fetch(layer(server.url), folder, transport=direct())
