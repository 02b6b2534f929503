"""Whatever bytes the server answers: a checked file or a UserError, and the earlier file intact."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.fetch.download import fetch
from data.fetch.journal import Journal
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, OLD, ONCE, Publisher, direct, layer, publisher

pytest_plugins = ["tests.data.fetch_fixtures"]
pytestmark = pytest.mark.usefixtures("only_this_machine")

TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60)
NAMES = [
    "Content-Type",
    "Content-Length",
    "Content-Encoding",
    "Transfer-Encoding",
    "Location",
    "Retry-After",
    "ETag",
    "Last-Modified",
    "Connection",
    "Set-Cookie",
    "WWW-Authenticate",
]
VALUES = [
    "application/json",
    "text/html",
    "gzip",
    "deflate",
    "br",
    "chunked",
    "close",
    "keep-alive",
    "identity",
    "/login",
    "/fichier",
    "//",
    "http://[::1",
    "https://ailleurs.example/",
    '"v1"',
]
DATES = [
    "Thu, 01 Oct 2026 08:00:00 GMT",
    "Thu, 01 Oct 99999 08:00:00 +9999",
    "Thu, 01 Oct 0001 00:00:00 +2359",
]
VALUE = st.one_of(TEXT, st.integers(-5, 10**20).map(str), st.sampled_from([*VALUES, *DATES]))
HEADERS = st.lists(st.tuples(st.sampled_from(NAMES), VALUE), max_size=4)
BODY = st.one_of(
    st.binary(max_size=600),
    st.just(GOOD),
    st.just(gzip.compress(GOOD)),
    st.just(f"{len(GOOD):x}\r\n".encode() + GOOD + b"\r\n0\r\n\r\n"),
    st.builds(
        lambda at, some: GOOD[:at] + some + GOOD[at + len(some) :],
        st.integers(0, len(GOOD)),
        st.binary(max_size=30),
    ),
)


def answer(status: str, headers: list[tuple[str, str]], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


ANSWERS = st.one_of(
    st.binary(max_size=300),
    st.builds(
        answer,
        st.one_of(
            st.sampled_from(["200 OK", "302 X", "304 X", "403 X", "429 X", "500 X", "100 C", "2"]), TEXT
        ),
        HEADERS,
        BODY,
    ),
    st.builds(lambda start, tail: start + tail, st.just(answer("200 OK", [], GOOD)), st.binary(max_size=20)),
)


@pytest.fixture(scope="module")
def server():  # type: ignore[no-untyped-def]
    with publisher(b"") as running:
        yield running


@settings(max_examples=500, deadline=None)
@given(said=ANSWERS)
def test_a_checked_file_or_a_user_error(server: Publisher, said: bytes) -> None:
    server.replies = [said]
    address = layer(server.url)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "quartiers.geojson"
        target.write_bytes(OLD)
        try:
            fetched = fetch(address, folder, transport=direct(ONCE))
        except UserError as error:
            assert target.read_bytes() == OLD
            assert Journal(folder).lines() == []
            shown = str(error).replace("\u00a0", " ").replace("\u202f", " ")
            assert all(line.isprintable() for line in shown.splitlines())
        else:
            content = target.read_bytes()
            assert hashlib.sha256(content).hexdigest() == fetched.sha256
            assert len(content) == fetched.bytes
            assert [line.sha256 for line in Journal(folder).lines()] == [fetched.sha256]
        assert {path.name for path in folder.iterdir()} == {"quartiers.geojson", "journal.csv"}
