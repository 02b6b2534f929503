"""Commands on the statistics: `python -m data build|status|valeurs`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from data.build import build
from data.fetch.command import HELP, fetch_command
from data.import_commands import IMPORT_COMMANDS
from data.package import data_package
from data.settings import CATALOGUE, SOURCES, DataSettings
from data.statistics import Statistics, open_statistics
from data.versions import changes, kept_versions, version_numbered
from data.vintages import vintages_of
from indicators.french import number
from indicators.level import Level
from indicators.user_error import UserError

app = typer.Typer(
    help="Statistiques du diagnostic de quartier\u00a0: construire, vérifier, lire.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("fetch", help=HELP)(fetch_command)
for command in IMPORT_COMMANDS:
    app.command(command.name, help=command.help)(command.run)

OUTPUT_COLUMNS = ["code", "nom", "annee", "valeur", "numerateur", "denominateur", "statut", "source"]


@app.command("build", help="Vérifier les sources et reconstruire le fichier des statistiques.")
def build_command(
    sources: Annotated[Path, typer.Option(help="Dossier des fichiers sources.")] = SOURCES,
    catalogue: Annotated[Path, typer.Option(help="Dossier du catalogue (YAML).")] = CATALOGUE,
) -> None:
    target = DataSettings().statistics
    settings = DataSettings()
    fingerprint = build(target, sources, catalogue, settings.kept_versions, settings.imports)
    print(f"Statistiques reconstruites\u00a0: {target} ({fingerprint}).")


@app.command(help="Dire ce que contient le fichier des statistiques.")
def status(
    niveau: Annotated[str, typer.Option(help="Niveau des indicateurs listés.")] = Level.QUARTIER.value,
) -> None:
    statistics = open_statistics()
    print(f"Fichier\u00a0: {statistics.path}")
    print(f"Version\u00a0: {statistics.version}")
    held = {level: len(statistics.territories(level)) for level in Level}
    counted = ", ".join(f"{number(count)} {level.plural}" for level, count in held.items() if count)
    print(f"Territoires\u00a0: {counted}.\n")
    table = statistics.table(
        "SELECT indicator, min(year) FILTER (status = 'observe') AS first, "
        "max(year) FILTER (status = 'observe') AS last, "
        + ", ".join(
            f"count(*) FILTER (status = '{value}') AS {value}"
            for value in ("observe", "secret", "indisponible", "sans_objet")
        )
        + " FROM observation WHERE level = ? GROUP BY indicator",
        [niveau],
    ).set_index("indicator")
    titles = ["indicateur", "années", "observées", "secrètes", "indisponibles", "sans objet"]
    line = "{:<26}{:<12}{:>10}{:>10}{:>15}{:>12}"
    print(line.format(*titles))
    for indicator in statistics.catalogue.indicators:
        if indicator.id not in table.index:
            continue
        row = table.loc[indicator.id]
        counts = [number(int(row[c])) for c in ("observe", "secret", "indisponible", "sans_objet")]
        print(line.format(indicator.id, f"{int(row['first'])}–{int(row['last'])}", *counts))


@app.command(help="Dire quelles versions des statistiques sont gardées.")
def versions() -> None:
    target = DataSettings().statistics
    for version in kept_versions(target):
        print(f"n°\u00a0{version.number}  {version.built_at:%d/%m/%Y %H:%M} UTC  {version.fingerprint}")


@app.command(help="Dire, chiffre par chiffre, ce qui a changé entre deux versions.")
def changements(
    de: Annotated[
        int | None, typer.Option(help="Numéro de l'ancienne version\u00a0; l'avant-dernière par défaut.")
    ] = None,
    a: Annotated[
        int | None, typer.Option(help="Numéro de la nouvelle version\u00a0; la dernière par défaut.")
    ] = None,
) -> None:
    target = DataSettings().statistics
    known = kept_versions(target)
    if len(known) < 2 and (de is None or a is None):
        print("Une seule version est gardée\u00a0: rien à comparer.")
        return
    before = known[1] if de is None else version_numbered(target, de)
    after = known[0] if a is None else version_numbered(target, a)
    found = changes(before.path, after.path)
    print(
        f"De la version {before.number} à la version {after.number}\u00a0: {number(len(found))} chiffre(s)."
    )
    for change in found:
        print(f"{change.indicator};{change.level};{change.code};{change.name};{change.year};{change.words}")


@app.command(help="Écrire toute la base comme paquet de données (CSV, datapackage.json, GeoPackage).")
def paquet(
    sortie: Annotated[Path, typer.Option(help="Fichier ZIP à écrire.")],
    remplacer: Annotated[bool, typer.Option("--remplacer", help="Remplacer un fichier existant.")] = False,
) -> None:
    if sortie.exists() and not remplacer:
        raise UserError(
            f"«\u00a0{sortie}\u00a0» existe déjà.", remedy="Choisissez un autre nom, ou ajoutez --remplacer."
        )
    content = data_package(open_statistics())
    _write_file(sortie, content)
    print(f"Paquet écrit\u00a0: {sortie}")


def _write_file(path: Path, content: bytes) -> None:
    """Write the whole file or nothing of it."""
    aside = path.with_name(f".{path.name}.tmp")
    try:
        aside.write_bytes(content)
        aside.replace(path)
    except OSError as error:
        raise UserError(f"«\u00a0{path}\u00a0» ne peut pas être écrit ({error.strerror}).") from error


@app.command(help="Dire quels millésimes de secteurs sont connus et ce qui passe de l'un à l'autre.")
def millesimes(
    sortie: Annotated[
        Path | None, typer.Option(help="Fichier CSV de la correspondance, secteur par secteur.")
    ] = None,
) -> None:
    known = vintages_of(open_statistics())
    if not known.tables:
        print("Aucune table de secteurs n'est importée.")
    for table in known.tables:
        print(
            f"Table {table.vintage}\u00a0: {number(table.sectors)} secteurs, {number(table.quartiers)} quartiers, "
            f"{number(table.drawn)} secteurs dessinés."
        )
    for link in known.crosswalks:
        print(f"De {link.old.name} à {link.new.name}\u00a0: {' '.join(link.loss.sentences)}")
    if sortie is not None and known.crosswalks:
        pairs = pd.concat(
            [link.pairs.assign(de=link.old.name, vers=link.new.name) for link in known.crosswalks]
        )
        pairs = pairs.rename(
            columns={"old": "ancien", "new": "nouveau", "share": "part", "method": "methode"}
        )
        _write_file(sortie, pairs.to_csv(sep=";", index=False).encode())
        print(f"Correspondance écrite\u00a0: {sortie}")


@app.command(help="Écrire les valeurs d'un indicateur en CSV sur la sortie standard.")
def valeurs(
    indicateur: Annotated[str, typer.Option(help="Identifiant de l'indicateur, par exemple bim.")],
    annee: Annotated[int | None, typer.Option(help="Année\u00a0; toutes par défaut.")] = None,
    niveau: Annotated[
        str, typer.Option(help="Niveau\u00a0: secteur, quartier, commune, region, pays.")
    ] = "quartier",
) -> None:
    statistics = open_statistics()
    if niveau not in set(Level):
        raise UserError(
            f"Le niveau «\u00a0{niveau}\u00a0» n'existe pas.", remedy=f"Niveaux\u00a0: {', '.join(Level)}."
        )
    indicator = statistics.catalogue[indicateur]
    if annee is not None:
        years = [statistics.checked_year(indicateur, annee, niveau)]
    else:
        years = sorted(statistics.years(indicateur, niveau))
    _write_values(statistics, indicator.id, years, niveau)


def _write_values(statistics: Statistics, indicator_id: str, years: list[int], level: str) -> None:
    def plain(value: float | None, decimals: int = 6) -> str:
        return "" if value is None else f"{round(value, decimals):.15g}"

    writer = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    writer.writerow(OUTPUT_COLUMNS)
    indicator = statistics.catalogue[indicator_id]
    for year in years:
        estimates = statistics.estimates(indicator, year, level)
        for code, estimate in sorted(estimates.items(), key=lambda item: (len(item[0]), item[0])):
            name = statistics.territory(code).name if code in statistics else ""
            writer.writerow(
                [
                    code,
                    name,
                    year,
                    plain(estimate.value),
                    plain(estimate.numerator, 0),
                    plain(estimate.denominator),
                    estimate.status.value,
                    estimate.source,
                ]
            )


def main() -> None:
    """Run the command line; a UserError ends it with its lines on stderr and status 1."""
    try:
        app()
    except UserError as error:
        print(error, file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
