"""How many people a group must count before its figures may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SITE_DEFAULT = 200
"""People. The rule of the Monitoring des Quartiers, which prints VS under 200 inhabitants."""


@dataclass(frozen=True)
class Thresholds:
    """The rule of the site, and the stricter rules of single sources.

    `site` and the values of `by_source` (keyed by the id of the source) are numbers of people: a
    group is small when it counts fewer. A source can only be stricter than the site, never looser.
    Raises ValueError for a threshold under 1, which would protect nobody.
    """

    site: int = SITE_DEFAULT
    by_source: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for name, threshold in {"site": self.site, **self.by_source}.items():
            if threshold < 1:
                raise ValueError(f"threshold of {name} is {threshold}: at least 1 is needed")

    def of(self, source_id: str) -> int:
        """The number of people that holds for one source."""
        return max(self.site, self.by_source.get(source_id, 0))
