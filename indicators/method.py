"""One statistical method as it is told to people: what it answers, how, after whom, and its limits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """The card of one method, in French; the page of methods prints nothing else.

    `question` is what it answers in plain words, `formula` plain text with the names used in the
    interface, `module` the dotted name of the one module that carries it out.
    """

    id: str
    title: str
    question: str
    formula: str
    reference: str
    preconditions: str
    limits: str
    module: str
