"""A publisher on 127.0.0.1 that answers what a test tells it to, however badly."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from data.fetch.address import Address, Checks, Kind
from data.fetch.download import fetch
from data.fetch.journal import Journal
from data.fetch.limits import Limits
from data.fetch.transport import Transport
from indicators.user_error import UserError

Reply = bytes | Callable[[socket.socket], None]

OLD = b"le fichier d'avant"
JSON = "application/json;charset=UTF-8"
QUICK = Limits(connect=1.0, read=0.4, total=5.0, attempts=3, backoff=0.01, longest_wait=2.0)
ONCE = Limits(connect=1.0, read=0.4, total=5.0, attempts=1)


class Publisher:
    """Gives its replies one after the other, then the last one again; remembers what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.requests: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/fichier"
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        # A client that hangs up in the middle is exactly what some tests are about.
        with connection, contextlib.suppress(OSError):
            connection.settimeout(2)
            asked = b""
            while b"\r\n\r\n" not in asked:
                block = connection.recv(65536)
                if not block:
                    return
                asked += block
            self.requests.append(asked.decode("latin-1"))
            reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)
            # Closing with unread bytes would reset the connection under the client's feet.
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(0.2)
            connection.recv(1)


@contextmanager
def publisher(*replies: Reply) -> Iterator[Publisher]:
    server = Publisher(*replies)
    try:
        yield server
    finally:
        server.close()


def reply(
    body: bytes = b"", status: int = 200, kind: str = JSON, length: int | None = None, **headers: str
) -> bytes:
    """One HTTP answer; `length` lies about the length of the body."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def drip(start: bytes, seconds: float, every: float = 0.02) -> Callable[[socket.socket], None]:
    """Send `start`, then one byte at a time for a while: never silent, never finished."""

    def send(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(int(seconds / every)):
            connection.sendall(b"x")
            time.sleep(every)

    return send


def quartiers(ids: int = 145, objects: int = 150, epsg: int = 31370, **changes: Any) -> bytes:
    """A WFS answer like the real one: one object per sector, `ids` different quartiers."""
    features = [
        {
            "type": "Feature",
            "properties": {"MD_ID": number % ids + 1},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[149000.5, 170000.5], [149100, 170000], [149100, 170100], [149000.5, 170000.5]]]
                ],
            },
        }
        for number in range(objects)
    ]
    content = {
        "type": "FeatureCollection",
        "features": features,
        "totalFeatures": objects,
        "numberMatched": objects,
        "numberReturned": objects,
        "timeStamp": "2026-10-01T08:00:00Z",
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}},
    }
    return json.dumps({**content, **changes}).encode()


def layer(url: str, **checks: Any) -> Address:
    """The address of a layer of quartiers, with the checks of the real one."""
    usual: dict[str, Any] = {
        "minimum_bytes": 100,
        "maximum_bytes": 200_000,
        "number_matched": True,
        "crs": 31370,
        "ids_property": "MD_ID",
        "distinct_ids": 145,
        "bounds": (140000, 160000, 160000, 180000),
    }
    return Address(
        id="quartiers",
        kind=Kind.WFS,
        title="Quartiers",
        publisher="Éditeur d'essai",
        licence="CC BY 4.0",
        page="https://editeur.example/",
        url=url,
        content_types=("application/json",),
        file_names=("quartiers.geojson",),
        checks=Checks(**{**usual, **checks}),
    )


def direct(limits: Limits = QUICK) -> Transport:
    """No proxy of the machine that runs the tests, and no waiting."""
    return Transport(limits, proxies={}, pause=lambda seconds: None)


def refused(folder: Path, *replies: Reply, limits: Limits = QUICK, **checks: Any) -> str:
    """Fetch from a publisher that must be refused; the earlier file stays. Returns the message."""
    with publisher(*replies) as server, pytest.raises(UserError) as told:
        fetch(layer(server.url, **checks), folder, transport=direct(limits))
    assert (folder / "quartiers.geojson").read_bytes() == OLD
    assert Journal(folder).lines() == []
    return str(told.value)


GOOD = quartiers()
