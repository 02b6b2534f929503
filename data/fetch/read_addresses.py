"""Read the catalogue of official addresses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from data.fetch.address import Address
from indicators.user_error import Fault, UserError

ADDRESSES = Path(__file__).parent / "addresses.yaml"


def read_addresses(path: Path = ADDRESSES) -> tuple[Address, ...]:
    """Read and check every address, in the order of the file.

    Raises UserError with one fault per wrong field, naming the entry, the field and the value.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        fault = Fault("ce n'est pas du YAML lisible.", file=path.name, row=mark.line + 1 if mark else None)
        raise UserError("Le catalogue des adresses ne peut pas être lu.", faults=(fault,)) from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UserError(f"Le catalogue des adresses «\u00a0{path}\u00a0» doit être une liste d'entrées.")
    faults: list[Fault] = []
    addresses = [address for entry in entries if (address := _address(entry, path, faults))]
    for what in ("id", "file_names"):
        faults.extend(_repeated(addresses, what, path))
    if faults:
        raise UserError("Le catalogue des adresses contient des erreurs.", faults=tuple(faults))
    return tuple(addresses)


def _address(entry: dict[str, Any], path: Path, faults: list[Fault]) -> Address | None:
    try:
        return Address.model_validate(entry)
    except ValidationError as error:
        for detail in error.errors():
            place = ".".join([str(entry.get("id", "?")), *map(str, detail["loc"])])
            shown = detail.get("input")
            value = "" if isinstance(shown, dict) else str(shown)[:80]
            faults.append(Fault(f"{detail['msg']}.", file=path.name, column=place, value=value))
        return None


def _repeated(addresses: list[Address], what: str, path: Path) -> list[Fault]:
    values = [getattr(address, what) for address in addresses]
    flat = [item for value in values for item in ([value] if isinstance(value, str) else value)]
    return [
        Fault("deux entrées ont la même valeur.", file=path.name, column=what, value=value)
        for value, count in Counter(flat).items()
        if count > 1
    ]
