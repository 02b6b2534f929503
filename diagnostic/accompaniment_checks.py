"""What cannot be true in the counts of one month."""

from __future__ import annotations

from diagnostic.contents.accompaniment import MonthlyCount
from indicators.french import number
from indicators.language import _
from indicators.user_error import Fault, UserError


def faults_of(count: MonthlyCount) -> tuple[Fault, ...]:
    """Every count that exceeds the households of the month."""
    faults = []
    households = number(count.households)
    if count.begun > count.households:
        faults.append(
            Fault(
                _("plus de débuts que de ménages accompagnés ({households}).").format(households=households),
                column=_("Accompagnements commencés"),
                value=number(count.begun),
            )
        )
    for one in count.criteria:
        if one.households > count.households:
            faults.append(
                Fault(
                    _("plus de ménages que ceux accompagnés ce mois ({households}).").format(
                        households=households
                    ),
                    column=one.criterion.label,
                    value=number(one.households),
                )
            )
    outcomes = sum(one.households for one in count.outcomes)
    if outcomes > count.households:
        faults.append(
            Fault(
                _("ensemble, plus d'issues que de ménages accompagnés ({households}).").format(
                    households=households
                ),
                column=_("Issues"),
                value=number(outcomes),
            )
        )
    criteria = [one.criterion for one in count.criteria]
    endings = [one.outcome for one in count.outcomes]
    if len(set(criteria)) < len(criteria) or len(set(endings)) < len(endings):
        faults.append(Fault(_("un critère ou une issue est compté deux fois.")))
    return tuple(faults)


def checked(count: MonthlyCount) -> MonthlyCount:
    """The same counts. Raises UserError, one fault per count that cannot be true."""
    faults = faults_of(count)
    if faults:
        raise UserError(
            _("Les nombres de ce mois ne vont pas ensemble."),
            remedy=_("Corrigez-les\u00a0: ce que vous avez écrit est resté à l'écran."),
            faults=faults,
        )
    return count
