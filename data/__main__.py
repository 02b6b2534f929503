"""Commands on the statistics: `python -m data build|status|valeurs`."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from data.build import build
from data.fetch.command import HELP, fetch_command
from data.import_commands import IMPORT_COMMANDS
from data.package import data_package
from data.settings import CATALOGUE, SOURCES, DataSettings
from data.statistics import Statistics, open_statistics
from data.versions import changes, kept_versions, version_numbered
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
def status() -> None:
    statistics = open_statistics()
    print(f"Fichier\u00a0: {statistics.path}")
    print(f"Version\u00a0: {statistics.version}")
    print(f"Quartiers\u00a0: {len(statistics.quartiers)}\n")
    table = statistics.table(
        "SELECT indicator, min(year) FILTER (status = 'observe') AS first, "
        "max(year) FILTER (status = 'observe') AS last, "
        + ", ".join(
            f"count(*) FILTER (status = '{value}') AS {value}"
            for value in ("observe", "secret", "indisponible", "sans_objet")
        )
        + " FROM observation WHERE level = 'quartier' GROUP BY indicator"
    ).set_index("indicator")
    titles = ["indicateur", "années", "observées", "secrètes", "indisponibles", "sans objet"]
    line = "{:<26}{:<12}{:>10}{:>10}{:>15}{:>12}"
    print(line.format(*titles))
    for indicator in statistics.catalogue.indicators:
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
    aside = sortie.with_name(f".{sortie.name}.tmp")
    try:
        aside.write_bytes(content)
        aside.replace(sortie)
    except OSError as error:
        raise UserError(f"«\u00a0{sortie}\u00a0» ne peut pas être écrit ({error.strerror}).") from error
    print(f"Paquet écrit\u00a0: {sortie}")


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
