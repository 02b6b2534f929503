"""`python -m data fetch`: one French line per file, status 1 when one failed."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from data.fetch.address import Address
from data.fetch.download import fetch
from data.fetch.from_folder import FolderOfFiles, take_from_folder
from data.fetch.read_addresses import read_addresses
from data.fetch.retrieved import Fetched
from data.fetch.transport import Transport
from data.settings import DataSettings
from indicators.french import number
from indicators.user_error import UserError

HELP = "Prendre les fichiers officiels chez leurs éditeurs, ou dans un dossier, et les vérifier."


def fetch_command(
    identifiants: Annotated[
        list[str] | None,
        typer.Argument(metavar="IDENTIFIANT", help="Fichiers à prendre\u00a0; tous par défaut."),
    ] = None,
    depuis: Annotated[
        Path | None,
        typer.Option(
            metavar="DOSSIER", help="Les prendre dans ce dossier (miroir, clé USB), sans le réseau."
        ),
    ] = None,
    vers: Annotated[
        Path | None,
        typer.Option(metavar="DOSSIER", help="Où les ranger, avec le journal des téléchargements."),
    ] = None,
    liste: Annotated[
        bool, typer.Option("--liste", help="Dire quels fichiers sont connus, sans rien prendre.")
    ] = False,
) -> None:
    chosen = _chosen(read_addresses(), identifiants or [])
    if liste:
        for address in chosen:
            print(_described(address))
        return
    target = vers or default_folder()
    if depuis is not None:
        failed = _from_folder(chosen, depuis, target, all_wanted=bool(identifiants))
    else:
        failed = _from_publishers(chosen, target, all_wanted=bool(identifiants))
    if failed:
        raise typer.Exit(1)


def default_folder() -> Path:
    """Where official files are kept: beside the statistics, outside the project's history."""
    return DataSettings().statistics.parent / "fichiers_officiels"


def _chosen(addresses: tuple[Address, ...], identifiers: list[str]) -> list[Address]:
    by_id = {address.id: address for address in addresses}
    for identifier in identifiers:
        if identifier not in by_id:
            near = get_close_matches(identifier, by_id, n=1)
            hint = f" Vouliez-vous dire «\u00a0{near[0]}\u00a0»\u00a0?" if near else ""
            raise UserError(
                f"Aucun fichier officiel ne s'appelle «\u00a0{identifier}\u00a0».{hint}",
                remedy=f"Identifiants connus\u00a0: {', '.join(by_id)}.",
            )
    return [by_id[one] for one in dict.fromkeys(identifiers)] or list(addresses)


def _from_publishers(chosen: list[Address], target: Path, *, all_wanted: bool) -> bool:
    transport, failed = Transport(), False
    for address in chosen:
        # Asked for everything, a file that only people may take is news, not a failure.
        if address.by_hand and not all_wanted:
            names = " ou ".join(address.file_names)
            print(f"{address.id}\u00a0: à télécharger à la main depuis {address.page} ({names}).")
            continue
        try:
            _tell(address, fetch(address, target, transport=transport))
        except UserError as error:
            _tell_failure(address, error)
            failed = True
    return failed


def _from_folder(chosen: list[Address], source: Path, target: Path, *, all_wanted: bool) -> bool:
    files = FolderOfFiles(source)
    if target.resolve() == files.folder:
        raise UserError(
            f"«\u00a0{source}\u00a0» est à la fois le dossier de départ et celui d'arrivée.",
            remedy="Donnez deux dossiers différents à «\u00a0--depuis\u00a0» et «\u00a0--vers\u00a0».",
        )
    taken, failed = 0, False
    for address in chosen:
        # Asked for everything, what the folder does not hold is news, not a failure.
        if not all_wanted and not files.named(address.file_names):
            print(f"{address.id}\u00a0: absent du dossier.")
            continue
        try:
            for fetched in take_from_folder(address, files, target):
                _tell(address, fetched)
                taken += 1
        except UserError as error:
            _tell_failure(address, error)
            failed = True
    if not taken and not failed:
        raise UserError(
            f"Aucun fichier officiel n'a été reconnu dans «\u00a0{files.folder}\u00a0».",
            remedy="Les noms attendus se lisent avec «\u00a0python -m data fetch --liste\u00a0».",
        )
    return failed


def _tell(address: Address, fetched: Fetched) -> None:
    state = "inchangé" if fetched.unchanged else "reçu"
    print(
        f"{address.id}\u00a0: {state}, {number(fetched.bytes)}\u00a0octets, "
        f"sha256 {fetched.sha256[:12]}, licence\u00a0: {fetched.licence}\u00a0; {fetched.path}"
    )


def _tell_failure(address: Address, error: UserError) -> None:
    for line in str(error).splitlines():
        print(f"{address.id}\u00a0: {line}", file=sys.stderr)


def _described(address: Address) -> str:
    way = "à la main" if address.by_hand else address.kind.value
    names = " ou ".join(address.file_names)
    note = f" {address.note}" if address.note else ""
    return (
        f"{address.id}\u00a0: {address.title} ({address.publisher}, licence\u00a0: {address.licence})\u00a0; "
        f"{way}, {address.page}\u00a0; fichier {names}.{note}"
    )
