"""Three months of accompaniment: invented, and marked as such, so that nobody takes them for real."""

from __future__ import annotations

from diagnostic.contents.accompaniment import Criterion, CriterionCount, MonthlyCount, Outcome, OutcomeCount
from diagnostic.demo.identity import DemoEntry
from diagnostic.demo.typesetting import typeset

INVENTED = typeset("Exemple inventé pour la démonstration : aucun ménage réel n'est compté ici.")


def _month(month: str, households: int, begun: int, criteria: list[int], outcomes: list[int]) -> DemoEntry:
    content = MonthlyCount(
        month=month,
        households=households,
        begun=begun,
        criteria=tuple(
            CriterionCount(criterion=one, households=count)
            for one, count in zip(Criterion, criteria, strict=True)
        ),
        outcomes=tuple(
            OutcomeCount(outcome=one, households=count) for one, count in zip(Outcome, outcomes, strict=True)
        ),
        notes=INVENTED,
    )
    return DemoEntry(month, content)


# In the order of the five criteria, then of the five outcomes; the outcomes add up to the households.
COUNTS = (
    _month("2022-01", 24, 24, [24, 19, 16, 14, 12], [0, 0, 3, 21, 0]),
    _month("2022-02", 33, 12, [33, 27, 22, 19, 17], [4, 2, 3, 24, 0]),
    _month("2022-03", 37, 13, [37, 30, 26, 21, 18], [5, 6, 4, 20, 2]),
)
