"""Make the environment in .venv, on any system, with the standard library only.

    python .ci/prepare.py run     what the application needs
    python .ci/prepare.py test    the same, and the tools of the checks

Installs are locked (hashes). Nothing is done when the lock files have not changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCKS = {"run": ["requirements.txt"], "test": ["requirements.txt", "requirements-dev.txt"]}
MINIMUM = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def stop(message: str) -> None:
    sys.exit(f"Préparation impossible : {message}")


def run(*command: str | Path, check: bool = True) -> bool:
    finished = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if check and finished.returncode:
        stop(f"la commande « {' '.join(map(str, command))} » a échoué.")
    return finished.returncode == 0


def quiet(*command: str | Path) -> bool:
    finished = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, check=False)
    return finished.returncode == 0


def suitable_python() -> str:
    """The interpreter that runs this script when it is recent enough, another one otherwise."""
    if sys.version_info >= MINIMUM:
        return sys.executable
    test = f"import sys; sys.exit(sys.version_info < {MINIMUM})"
    for name in ("python3.13", "python3.12", "python3.11", "python3.14"):
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", test], capture_output=True, check=False).returncode == 0:
            return found
    stop("il faut Python 3.11 ou plus récent (https://www.python.org).")
    raise AssertionError


def make_venv() -> None:
    if PYTHON.exists():
        return
    print("Création de l'environnement .venv…", flush=True)
    if not run(suitable_python(), "-m", "venv", VENV, check=False):
        stop("le module venv manque (sous Debian ou Ubuntu : « apt install python3-venv »).")


def install(kind: str) -> None:
    locks = [ROOT / name for name in LOCKS[kind]]
    wanted = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    stamp = VENV / f".installe-{kind}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installation des bibliothèques (une minute ou deux la première fois)…", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    files = [part for lock in locks for part in ("-r", lock)]
    if not quiet(PYTHON, "-m", "pip", "--version"):
        # An environment made by uv or by another tool has no pip of its own.
        run(PYTHON, "-m", "ensurepip", "--upgrade")
    # uv installs the same locked files ten times faster; pip does it where uv cannot be had.
    fast = run(*pip, "-r", ROOT / "requirements-uv.txt", check=False) and run(
        PYTHON,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--python",
        PYTHON,
        "--require-hashes",
        *files,
        check=False,
    )
    if not fast:
        run(*pip, *files)
    stamp.write_text(wanted)


def install_browser() -> None:
    """The browser tests use the system's Chromium, or Playwright's own where there is none."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    run(PYTHON, "-m", "playwright", "install", "chromium", check=False)


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "run"
    if kind not in LOCKS:
        stop(f"argument inconnu « {kind} » (run ou test).")
    make_venv()
    install(kind)
    if kind == "test":
        install_browser()


if __name__ == "__main__":
    main()
