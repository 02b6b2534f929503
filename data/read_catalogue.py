"""Read the catalogue: one YAML file per indicator, beside the sources it describes."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import ValidationError

from indicators.catalogue import Catalogue
from indicators.user_error import Fault, UserError

THEMES = "_themes.yaml"
SOURCES = "_sources.yaml"


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check every YAML file of `folder`.

    Raises UserError with one fault per wrong field, naming file, field and value.
    """
    if not folder.is_dir():
        raise UserError(f"Le dossier du catalogue «\u00a0{folder}\u00a0» n'existe pas.")
    faults: list[Fault] = []
    files = sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("_"))
    entries = [_read_yaml(path, faults) for path in files]
    themes = _read_yaml(folder / THEMES, faults)
    sources = _read_yaml(folder / SOURCES, faults)
    if faults:
        raise UserError("Le catalogue ne peut pas être lu.", faults=tuple(faults))
    for path, entry in zip(files, entries, strict=True):
        if not isinstance(entry, dict) or entry.get("id") != path.stem:
            faults.append(
                Fault(
                    "le champ «\u00a0id\u00a0» doit être le nom du fichier.",
                    file=path.name,
                    value=str(entry.get("id") if isinstance(entry, dict) else entry)[:80],
                )
            )
    if faults:
        raise UserError("Le catalogue contient des erreurs.", faults=tuple(faults))
    ordered = sorted(entries, key=lambda entry: entry.get("order", 0))
    try:
        return Catalogue.model_validate({"indicators": ordered, "themes": themes, "sources": sources})
    except ValidationError as error:
        raise UserError(
            "Le catalogue contient des erreurs.",
            faults=tuple(_as_fault(detail, ordered) for detail in error.errors()),
        ) from error


def _read_yaml(path: Path, faults: list[Fault]):  # type: ignore[no-untyped-def]
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.append(Fault("fichier absent.", file=path.name))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else None
        faults.append(Fault("ce n'est pas du YAML lisible.", file=path.name, row=row))
    return None


def _as_fault(detail, entries) -> Fault:  # type: ignore[no-untyped-def]
    location = list(detail["loc"])
    file = ""
    if len(location) > 1 and location[0] == "indicators" and isinstance(location[1], int):
        file = f"{entries[location[1]]['id']}.yaml"
        location = location[2:]
    shown = detail.get("input")
    value = "" if isinstance(shown, dict) else str(shown)[:80]
    return Fault(f"{detail['msg']}.", file=file, column=".".join(map(str, location)), value=value)
