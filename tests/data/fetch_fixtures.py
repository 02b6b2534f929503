"""What the tests of the retrievals share: no other machine, and an earlier file that must stay."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.fetch.download import fetch
from data.fetch.journal import Journal
from data.fetch.limits import Limits
from indicators.user_error import UserError
from tests.data.fetch_server import QUICK, Reply, direct, layer, publisher

OLD = b"le fichier d'avant"


@pytest.fixture
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may look up, let alone reach, another machine."""
    real = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        assert host == "127.0.0.1", f"{host} must not be contacted"
        return real(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with an earlier file; no test may leave a draft in it."""
    kept = tmp_path / "fichiers officiels"
    kept.mkdir()
    (kept / "quartiers.geojson").write_bytes(OLD)
    yield kept
    assert {path.name for path in kept.iterdir()} <= {"quartiers.geojson", "journal.csv"}


def refused(folder: Path, *replies: Reply, limits: Limits = QUICK, **checks: Any) -> str:
    """Fetch from a publisher that must be refused; the earlier file stays. Returns the message."""
    with publisher(*replies) as server, pytest.raises(UserError) as told:
        fetch(layer(server.url, **checks), folder, transport=direct(limits))
    assert (folder / "quartiers.geojson").read_bytes() == OLD
    assert Journal(folder).lines() == []
    return str(told.value)
