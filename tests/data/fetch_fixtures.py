"""What the tests of the retrievals share: no other machine, and an earlier file that must stay."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.data.fetch_server import OLD


@pytest.fixture
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may look up, let alone reach, another machine."""
    real = socket.getaddrinfo

    def look_up(host: Any, *rest: Any, **more: Any) -> Any:
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        assert host in {"127.0.0.1", "localhost"}, f"{host} must not be contacted"
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with an earlier file; no test may leave a draft in it."""
    kept = tmp_path / "fichiers officiels"
    kept.mkdir()
    (kept / "quartiers.geojson").write_bytes(OLD)
    yield kept
    assert {path.name for path in kept.iterdir()} <= {"quartiers.geojson", "journal.csv"}
