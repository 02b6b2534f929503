"""A journal with the counts of the diagnostic of Anneessens of 2021; the entries are made up.

23 interviews, 2 focus groups of 2 and 5 people, 23 fiches de lecture among 25 documents read, 17
other documents made, 3 meetings with their dates.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from diagnostic.contents.content import Content
from diagnostic.contents.diagnosis import Phase, PhaseKind
from diagnostic.contents.journal import Meeting, Method, Reading, TestimonyRecord, WorkDocument
from diagnostic.entry import Entry
from diagnostic.journal import Journal

C = TypeVar("C", bound=Content)
AT = datetime(2026, 11, 21, tzinfo=UTC)


def entry(content: C, key: object) -> Entry[C]:
    id = str(uuid5(NAMESPACE_URL, f"journal/{type(content).__name__}/{key}"))
    return Entry(id, "un-diagnostic", content, 1, 0, False, "Référent·e", AT, AT)


def interview(
    sector: str,
    day: date,
    function: str = "Service",
    participants: int = 1,
    method: Method = Method.INTERVIEW,
) -> TestimonyRecord:
    return TestimonyRecord(function=function, sector=sector, on=day, method=method, participants=participants)


def reading(title: str, year: int, theme: str = "", notes: str = "", by: str = "Un organisme") -> Reading:
    return Reading(title=title, organisation=by, year=year, theme=theme, notes=notes)


def anneessens() -> Journal:
    heard = [
        *(interview("Logement", date(2021, 5, 17), "Service logement") for _ in range(9)),
        *(interview("santé", date(2021, 5, 18), "Équipe de maison médicale") for _ in range(6)),
        *(interview("Santé", date(2021, 7, 22), "Soins à domicile") for _ in range(2)),
        *(interview("Prévention", date(2021, 7, 27), "Service de prévention") for _ in range(6)),
        interview("Logement", date(2021, 8, 3), "Associations de locataires", 2, Method.FOCUS_GROUP),
        interview("Accès aux droits", date(2021, 8, 12), "Services de première ligne", 5, Method.FOCUS_GROUP),
    ]
    read = [
        *(reading(f"Rapport {n:02d}", 2000 + n, "logement", "Ce qu'il faut en garder.") for n in range(12)),
        *(reading(f"Étude {n:02d}", 2010, "non_recours", "Ce qu'il faut en garder.") for n in range(11)),
        reading("Article sans fiche", 2017, "insalubrite"),
        reading("Note sans thème", 2018),
    ]
    return Journal(
        testimonies=tuple(entry(one, number) for number, one in enumerate(heard)),
        readings=tuple(entry(one, number) for number, one in enumerate(read)),
        meetings=tuple(
            entry(Meeting(on=day, body=body, subject=subject), number)
            for number, (day, body, subject) in enumerate(
                (
                    (date(2021, 5, 3), "Équipe", "Avancement"),
                    (date(2021, 4, 16), "Appui méthodologique", "Méthode"),
                    (date(2021, 5, 12), "Appui méthodologique", "Méthode"),
                )
            )
        ),
        documents=(
            entry(
                WorkDocument(
                    title="Fiches d'entretien", purpose="Un même cadre", audience="Équipe", copies=16
                ),
                1,
            ),
            entry(WorkDocument(title="Synthèse simplifiée", audience="Habitant·es"), 2),
        ),
        phases=(
            Phase(phase=PhaseKind.QUALITATIVE, begins=date(2021, 6, 18), ends=date(2021, 8, 15)),
            Phase(phase=PhaseKind.PLAN),
        ),
    )
