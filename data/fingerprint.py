"""What a build is made from, as one short text; light enough to be asked at every start."""

from __future__ import annotations

import hashlib
from pathlib import Path

FORMAT = 6
"""Number of the layout of the tables; an app that expects another asks for a rebuild."""


def fingerprint_of(folders: list[Path], imported: list[str]) -> str:
    """Hash names and contents of the sources, and the imports: same sources, same fingerprint."""
    digest = hashlib.sha256(str(FORMAT).encode())
    digest.update("".join(imported).encode())
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in {".csv", ".yaml"}:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
