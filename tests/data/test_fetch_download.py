"""Taking a file from its publisher: checked, noted, put in place in one step."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.fetch.address import Address, Kind
from data.fetch.download import fetch
from data.fetch.journal import Journal
from indicators.user_error import UserError
from tests.data.fetch_server import GOOD, OLD, direct, layer, publisher, reply

pytest_plugins = ["tests.data.fetch_fixtures"]
pytestmark = pytest.mark.usefixtures("only_this_machine")

ROOT = Path(__file__).resolve().parents[2]


def test_a_good_file_replaces_the_earlier_one_and_is_noted(folder: Path) -> None:
    date = "Thu, 01 Oct 2026 08:00:00 GMT"
    with publisher(reply(GOOD, ETag='"v1"', Last_Modified=date)) as server:
        fetched = fetch(layer(server.url), folder, transport=direct())
    assert fetched.path.read_bytes() == GOOD
    assert (fetched.bytes, fetched.licence, fetched.unchanged) == (len(GOOD), "CC BY 4.0", False)
    [line] = Journal(folder).lines()
    assert (line.identifiant, line.fichier, line.origine) == ("quartiers", "quartiers.geojson", server.url)
    assert (line.sha256, line.octets) == (fetched.sha256, str(len(GOOD)))
    assert (line.editeur, line.licence) == ("Éditeur d'essai", "CC BY 4.0")
    assert (line.etag, line.modifie_le) == ('"v1"', date)
    assert datetime.fromisoformat(line.date).tzinfo == UTC


def test_what_is_asked_of_the_server(folder: Path) -> None:
    with publisher(reply(GOOD)) as server:
        address = layer(server.url).model_copy(
            update={"parameters": {"typeNames": "A:B", "version": "2.0.0"}}
        )
        fetch(address, folder, transport=direct())
    assert server.requests[0].startswith("GET /fichier?typeNames=A%3AB&version=2.0.0 HTTP/1.1\r\n")
    assert "accept-encoding: identity" in server.requests[0].lower()
    assert "authorization" not in server.requests[0].lower()


def test_a_body_compressed_all_the_same_is_read(folder: Path) -> None:
    with publisher(reply(gzip.compress(GOOD), Content_Encoding="gzip")) as server:
        assert fetch(layer(server.url), folder, transport=direct()).path.read_bytes() == GOOD


def test_nothing_is_downloaded_again_when_nothing_changed(folder: Path) -> None:
    date = "Thu, 01 Oct 2026 08:00:00 GMT"
    first = reply(GOOD, ETag='W/"v1"', Last_Modified=date)
    with publisher(first, reply(status=304, kind="")) as server:
        address = layer(server.url)
        received = fetch(address, folder, transport=direct())
        again = fetch(address, folder, transport=direct())
    assert again.unchanged
    assert (again.sha256, again.bytes, again.etag) == (received.sha256, len(GOOD), 'W/"v1"')
    assert 'if-none-match: w/"v1"' in server.requests[1].lower()
    assert f"if-modified-since: {date.lower()}" in server.requests[1].lower()
    assert len(Journal(folder).lines()) == 2


def test_the_same_bytes_again_count_as_unchanged(folder: Path) -> None:
    with publisher(reply(GOOD)) as server:
        address = layer(server.url)
        assert not fetch(address, folder, transport=direct()).unchanged
        assert fetch(address, folder, transport=direct()).unchanged


def test_a_file_that_was_touched_is_downloaded_again(folder: Path) -> None:
    with publisher(reply(GOOD, ETag='"v1"')) as server:
        address = layer(server.url)
        fetch(address, folder, transport=direct())
        (folder / "quartiers.geojson").write_bytes(OLD)
        assert fetch(address, folder, transport=direct()).path.read_bytes() == GOOD
    assert "if-none-match" not in server.requests[1].lower()


def test_headers_of_the_server_never_become_headers_of_ours(folder: Path) -> None:
    bad = reply(GOOD, ETag="=cmd|' /C calc'!A0", Last_Modified="hier")
    with publisher(bad) as server:
        fetched = fetch(layer(server.url), folder, transport=direct())
    assert (fetched.etag, fetched.last_modified) == ("", "")


def test_a_file_taken_by_hand_says_so(folder: Path) -> None:
    by_hand = Address(
        id="a_la_main",
        kind=Kind.PAGE,
        title="Export",
        publisher="IBSA",
        licence="CC BY 4.0",
        page="https://editeur.example/",
        file_names=("mq_data_export_*.xlsx",),
        a_telecharger_a_la_main=True,
    )
    with pytest.raises(UserError, match=r"à la main.*https://editeur\.example/.*mq_data_export_.*--depuis"):
        fetch(by_hand, folder, transport=direct())


def test_a_journal_that_is_something_else_stops_everything_first(folder: Path) -> None:
    (folder / "journal.csv").write_text("mes notes\n", encoding="utf-8")
    with publisher(reply(GOOD)) as server, pytest.raises(UserError, match=r"journal.*Renommez"):
        fetch(layer(server.url), folder, transport=direct())
    assert server.requests == []
    assert (folder / "quartiers.geojson").read_bytes() == OLD


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "quartiers.geojson").mkdir()
    with publisher(reply(GOOD)) as server, pytest.raises(UserError, match="n'a pas été remplacé"):
        fetch(layer(server.url), tmp_path, transport=direct())
    assert not list(tmp_path.glob(".*"))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("x")
    with publisher(reply(GOOD)) as server, pytest.raises(UserError, match="ne peut pas être écrit"):
        fetch(layer(server.url), tmp_path / "note", transport=direct())


PROGRAM = """
    import signal, sys
    from pathlib import Path
    # A shell that runs the tests in the background makes its children deaf to this signal.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from data.fetch.download import fetch
    from data.fetch.limits import Limits
    from tests.data.fetch_server import direct, layer
    fetch(layer(sys.argv[1]), Path(sys.argv[2]), transport=direct(Limits(read=5, total=8)))
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_killed_in_the_middle_the_earlier_file_stays(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "quartiers.geojson").write_bytes(OLD)
    hold = threading.Event()

    def halfway(connection: socket.socket) -> None:
        connection.sendall(reply(GOOD)[: len(GOOD) // 2])
        hold.wait(6)

    with publisher(halfway, reply(GOOD)) as server:
        command = [sys.executable, "-c", textwrap.dedent(PROGRAM), server.url, str(tmp_path)]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if list(tmp_path.glob(".*.partiel")) and server.requests:
                break
            time.sleep(0.05)
        process.send_signal(how)
        assert process.wait(10) != 0
        hold.set()
        assert (tmp_path / "quartiers.geojson").read_bytes() == OLD
        leftovers = list(tmp_path.glob(".*.partiel"))
        assert bool(leftovers) is (how == signal.SIGKILL)
        for leftover in leftovers:
            os.utime(leftover, (0, 0))
        fetch(layer(server.url), tmp_path, transport=direct())
    assert (tmp_path / "quartiers.geojson").read_bytes() == GOOD
    assert not list(tmp_path.glob(".*"))


def test_two_at_the_same_time_leave_one_whole_file_and_two_lines(folder: Path) -> None:
    with publisher(reply(GOOD)) as server:
        address = layer(server.url)
        threads = [
            threading.Thread(target=fetch, args=(address, folder), kwargs={"transport": direct()})
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert (folder / "quartiers.geojson").read_bytes() == GOOD
    assert len(Journal(folder).lines()) == 6
