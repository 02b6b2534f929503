"""The fiche quartier as a frozen view: page, PowerPoint and Word print the same one."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue import Indicator, Source, Theme
from indicators.comparison import Tone, Verdict
from indicators.figure import Figure
from indicators.french import enumeration
from indicators.language import _
from indicators.level import Level
from indicators.territory import Service, Territory


@dataclass(frozen=True)
class Profile:
    """Everything the fiche of one territory says.

    `figures` are in the order of the catalogue. `statistics_version` is the date and
    fingerprint of the statistics the figures were read from; `not_at_this_level` the indicators
    that no source gives for territories of this level.
    """

    territory: Territory
    themes: tuple[Theme, ...]
    figures: tuple[Figure, ...]
    services: tuple[Service, ...]
    outlines: Source
    statistics_version: str
    not_at_this_level: tuple[Indicator, ...] = ()

    def by_theme(self) -> tuple[tuple[Theme, tuple[Figure, ...]], ...]:
        """Group the figures under their headings, empty headings left out."""
        groups = (
            (theme, tuple(f for f in self.figures if f.indicator.theme == theme.id)) for theme in self.themes
        )
        return tuple((theme, figures) for theme, figures in groups if figures)

    def figure(self, indicator_id: str) -> Figure | None:
        """Return one figure of the fiche."""
        return next((f for f in self.figures if f.indicator.id == indicator_id), None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The publications behind the figures, each once, in order of appearance."""
        return tuple(dict.fromkeys(figure.source for figure in self.figures))

    @property
    def not_at_this_level_words(self) -> str:
        """Which indicators no source gives here: a gap that is said is not a zero."""
        names = enumeration([one.short_title for one in self.not_at_this_level])
        return _("Non publiés pour les {territoires}\u00a0: {names}.").format(
            territoires=Level(self.territory.level).plural, names=names
        )

    @property
    def no_service(self) -> str:
        """Said in the place of an empty list of services, always with the note on the directory."""
        if self.territory.level == Level.SECTOR:
            return _("Le répertoire situe les services par quartier, pas par secteur statistique.")
        return _("L'outil ne connaît encore aucun service ici.")

    @property
    def services_note(self) -> str:
        """The directory is far from complete; a short list must not read as «few services»."""
        return _(
            "Répertoire incomplet\u00a0: seuls figurent les services de santé mentale et de première "
            "ligne dont la page publique a été lue et dont la place est connue. L'absence "
            "d'un service dans cette liste ne dit rien de son absence sur place."
        )

    @property
    def key_points(self) -> tuple[str, ...]:
        """«Trois choses à retenir»: three true sentences, one of them a resource where one exists.

        Difficulties are the surest and widest gaps with the benchmark; a resource is a figure
        that stands better than the benchmark, or a service of the quartier.
        """
        compared = [f for f in self.figures if f.main_comparison is not None]

        def width(figure: Figure) -> float:
            comparison = figure.main_comparison
            assert comparison is not None and comparison.benchmark.value is not None
            return abs(comparison.difference) / max(comparison.benchmark.value, 1e-9)

        def toned(tone: Tone) -> list[Figure]:
            matching = [f for f in compared if f.main_comparison and f.main_comparison.tone is tone]
            return sorted(matching, key=width, reverse=True)

        resources = [f.sentence for f in toned(Tone.FAVOURABLE)]
        if not resources and self.services:
            names = ", ".join(service.name for service in self.services[:2])
            resources = [
                _("{place}, au moins un service est connu\u00a0: {names}.").format(
                    place=self.territory.place, names=names
                )
            ]
        if not resources:
            resources = [
                f.sentence
                for f in compared
                if f.main_comparison and f.main_comparison.verdict is Verdict.COMPARABLE
            ]
        rest = [f.sentence for f in toned(Tone.ATTENTION)] + resources[1:]
        rest += [f.sentence for f in sorted(compared, key=width, reverse=True)]
        ordered = dict.fromkeys([*rest[:2], *resources[:1], *rest[2:]])
        return tuple(ordered)[:3]
