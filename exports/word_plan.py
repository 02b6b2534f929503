"""The parts of a plan d'actions in Word: axes, tree, actions, calendar, partners, stakes, what waits."""

from __future__ import annotations

from datetime import date

from docx.document import Document
from docx.shared import Cm, Pt

from diagnostic.contents.action_plan import Rung
from diagnostic.evidence import IndicatorSnapshot
from diagnostic.plan_view import ActionLine, PlanLine, PlanView
from exports.fiche_content import long_date
from exports.look import ACCENT, QUIET
from exports.safe_text import typeset
from exports.word_table import Cell, add_caption, add_table, table_word
from exports.word_text import Words, write
from indicators.french import NBSP, enumeration, number
from indicators.language import _

INDENT = "\u2003"
NOTHING = "–"


class PlanParts:
    """The parts in their order; it only counts the tables."""

    def __init__(self, document: Document, view: PlanView, today: date, level: int, first_table: int) -> None:
        self.document, self.view, self.today, self.level = document, view, today, level
        self.table_number = first_table

    def axes(self) -> None:
        axes = [one for one in self.view.lines if one.rung is Rung.AXIS]
        self._heading(_("Axes"))
        if not axes:
            self._say(_("Le plan n'a pas encore d'axe."))
            return
        for axis in axes:
            below = [self.view.line(one.id) for one in self.view.below(axis.id)]
            count = sum(one is not None and one.rung is Rung.ACTION for one in below)
            paragraph = self.document.add_paragraph()
            write(paragraph, Words(axis.heading, bold=True, colour=ACCENT))
            word = _("actions") if count > 1 else _("action")
            write(paragraph, Words(f"{NBSP}: {number(count)}{NBSP}{word}", colour=QUIET))
            if axis.node.notes:
                self._say(axis.node.notes)

    def tree(self) -> None:
        self._heading(_("Arbre de pertinence"))
        if not self.view.lines:
            self._say(_("Rien n'est encore écrit sous les axes."))
        else:
            self._tree_table(
                self.view.lines, _("L'arbre de pertinence\u00a0: but, objectifs, actions, moyens")
            )
        if self.view.loose:
            self._heading(_("Sans rattachement"), 1)
            self._say(_("Ce qui se trouvait au-dessus de ces éléments a été archivé ou n'est plus connu."))
            self._tree_table(self.view.loose, _("Éléments sans rattachement"))

    def _tree_table(self, lines: tuple[PlanLine, ...], description: str) -> None:
        rows: list[tuple[Cell, ...]] = []
        for line in lines:
            top = line.rung is Rung.AXIS
            words = [
                Words(INDENT * line.depth + line.heading, bold=top, colour=ACCENT if top else "", points=10)
            ]
            if line.loose:
                words.append(Words(line.loose, colour=QUIET))
            if line.node.notes and not top:
                words.append(Words(INDENT * line.depth + line.node.notes, colour=QUIET))
            rows.append(
                (
                    (Words(line.rung.label, colour=QUIET),),
                    tuple(words),
                    (Words(", ".join(line.references) or NOTHING, colour=QUIET),),
                    (Words(line.entry.reference, colour=QUIET),),
                )
            )
        self._caption(description)
        add_table(
            self.document,
            (_("Niveau"), _("Élément"), _("Constats"), _("Référence")),
            rows,
            (2.2, 16.0, 3.6, 2.6),
            description,
        )

    def actions(self) -> None:
        self._heading(_("Actions"))
        if not self.view.actions:
            self._say(_("Aucune action n'est encore écrite."))
            return
        rows = [
            (
                self._action_words(one),
                tuple(Words(name) for name in one.node.partners) or (Words(_("à trouver"), colour=QUIET),),
                self._dates(one),
                _follow_up_words(one),
                (Words(one.node.state.label),),
            )
            for one in self.view.actions
        ]
        description = _("Actions, partenaires, calendrier, indicateurs de suivi et état")
        self._caption(description)
        add_table(
            self.document,
            (
                _("Action"),
                _("Partenaires"),
                _("Calendrier"),
                _("Indicateur de suivi (départ → cible)"),
                _("État"),
            ),
            rows,
            (8.0, 4.4, 3.6, 7.2, 2.2),
            description,
        )

    def _action_words(self, one: ActionLine) -> Cell:
        words = [Words(one.line.heading, bold=True, points=10)]
        above = " › ".join(one.line.above)
        if above:
            words.append(Words(above, colour=QUIET))
        if one.means:
            means = f"{NBSP}; ".join(one.means)
            words.append(Words(f"{_('Moyens')}{NBSP}: {means}"))
        references = ", ".join([one.line.entry.reference, *one.line.references])
        return (*words, Words(references, colour=QUIET))

    def _dates(self, one: ActionLine) -> Cell:
        words = (Words(one.period_text),)
        return (
            (*words, Words(_("échéance passée"), colour=QUIET)) if one.is_past_its_end(self.today) else words
        )

    def calendar(self) -> None:
        self._heading(_("Calendrier"))
        calendar = self.view.calendar
        if not calendar.rows:
            self._say(_("Aucune action n'a encore de date."))
            return
        description = _("Calendrier des actions\u00a0: {first} – {last}").format(
            first=calendar.periods[0].heading, last=calendar.periods[-1].heading
        )
        self._caption(description)
        add_table(
            self.document,
            (_("Action"), *(one.heading for one in calendar.periods)),
            [
                ((Words(f"{row.number} {row.title}".strip()),), *((Words(mark),) for mark in row.marks))
                for row in calendar.rows
            ],
            (7.0, *(17.0 / len(calendar.periods) for _one in calendar.periods)),
            description,
        )
        self._say(
            _(
                "■\u00a0: a lieu\u00a0; ►\u00a0: commence, fin non fixée\u00a0; ◄\u00a0: se termine, début non fixé."
            )
        )
        if calendar.undated:
            self._say(_("Sans date\u00a0: {titles}.").format(titles="\u00a0; ".join(calendar.undated)))

    def partners(self) -> None:
        if not self.view.partners:
            return
        self._heading(_("Partenaires, par organisme"))
        description = _("Partenaires, par organisme")
        self._caption(description)
        add_table(
            self.document,
            (_("Organisme"), _("Actions")),
            [
                ((Words(one.name, bold=True),), tuple(Words(action.line.heading) for action in one.actions))
                for one in self.view.partners
            ],
            (7.0, 17.0),
            description,
        )

    def stakes(self) -> None:
        self._heading(_("Les huit enjeux de l'approche par quartier"))
        uncovered = [one.label for one in self.view.uncovered_stakes]
        if uncovered:
            self._say(_("Sans action\u00a0: {names}.").format(names=enumeration(uncovered)))
        description = _("Enjeux et actions qui les servent")
        self._caption(description)
        add_table(
            self.document,
            (_("Enjeu"), _("Actions")),
            [
                (
                    (Words(one.stake.label, bold=True),),
                    tuple(Words(action.line.heading) for action in one.actions)
                    or (Words(_("pas encore d'action"), colour=QUIET),),
                )
                for one in self.view.stakes
            ],
            (7.0, 17.0),
            description,
        )

    def waiting(self) -> None:
        self._heading(_("Constats prioritaires sans action"))
        waiting = self.view.priorities_without_action
        if not self.view.priorities:
            self._say(_("Aucun constat n'a reçu de priorité."))
            return
        if not waiting:
            self._say(_("Chaque constat prioritaire a au moins une action."))
            return
        description = _("Constats prioritaires sans action, le plus urgent d'abord")
        self._caption(description)
        add_table(
            self.document,
            (_("Priorité"), _("Constat"), _("Dans le plan"), _("Référence")),
            [
                (
                    (Words(one.statement.priority.label),),
                    (Words(one.statement.text, points=10),),
                    tuple(Words(f"{line.rung.label} {line.heading}") for line in one.intents)
                    or (Words(NOTHING, colour=QUIET),),
                    (Words(one.statement.reference, colour=QUIET),),
                )
                for one in waiting
            ],
            (2.6, 13.0, 6.0, 2.6),
            description,
        )

    def sources(self) -> None:
        frozen = dict.fromkeys(
            follow.follow_up.baseline for action in self.view.actions for follow in action.follow_ups
        )
        if not frozen:
            return
        self._heading(_("Valeurs de départ des indicateurs de suivi"))
        for snapshot in frozen:
            self._source(snapshot)

    def _source(self, snapshot: IndicatorSnapshot) -> None:
        write(self.document.add_paragraph(), Words(snapshot.reference))
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1.0)
        paragraph.paragraph_format.space_after = Pt(8)
        taken = _("Chiffre relevé le {day}, statistiques {version}.").format(
            day=long_date(snapshot.taken_at.date()), version=snapshot.statistics_version
        )
        notes = [typeset(caveat) for caveat in snapshot.caveats]
        write(paragraph, Words(" ".join([*notes, taken]), colour=QUIET, points=9))

    def _heading(self, text: str, deeper: int = 0) -> None:
        self.document.add_heading(text, self.level + deeper)

    def _say(self, text: str) -> None:
        write(self.document.add_paragraph(), Words(text, colour=QUIET))

    def _caption(self, text: str) -> None:
        add_caption(
            self.document, table_word(), text, self.table_number
        ).paragraph_format.keep_with_next = True
        self.table_number += 1


def _follow_up_words(one: ActionLine) -> Cell:
    words: list[Words] = []
    for follow in one.follow_ups:
        words.append(
            Words(f"{follow.short_title}{NBSP}: {follow.baseline_text} → {follow.target_text}", bold=True)
        )
        words.append(
            Words(f"{_('Dernière valeur')}{NBSP}: {follow.latest_text}, {follow.course.label}", colour=QUIET)
        )
        if follow.note:
            words.append(Words(follow.note, colour=QUIET))
    return tuple(words) or (Words(_("à choisir"), colour=QUIET),)
