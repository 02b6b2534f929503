"""Likely names of people: a title or a common first name, with a capitalised word beside it.

A first name alone says little; beside a street or an institution it is the name of a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from diagnostic.privacy.folded import folded
from diagnostic.privacy.places import ADJECTIVES, AMBIGUOUS_STREETS, INSTITUTIONS, LINKS, STREETS, TWO_NAMES
from diagnostic.privacy.word import Word, word_set

_MOST_NAMES = 4
_TITLES = word_set(
    "m mr mme mmes mlle melle monsieur madame mademoiselle messieurs mesdames mevrouw meneer mijnheer dhr mevr mw "
    "dr docteur professeur prof maitre"
)
_LEARNED = word_set("dr docteur professeur prof maitre")
_PARTICLES = word_set(
    "de du des d van von vander vanden der den het ter ten el al ben bin bint ibn abou abu ait ould "
    "di da do dos das della del y e le la"
)
_LINKED_TITLES = frozenset(("et", "ou", "en"))
_NO_SURNAME = (
    word_set(
        "le la les l un une des du de ce cet cette ces il elle ils elles on nous vous je tu et ou mais donc or ni car "
        "avec sans pour par selon chez dans sur sous entre vers depuis pendant apres avant quand si que qui quoi dont "
        "comme aussi alors ainsi puis enfin bonjour merci cher chere chers cheres notre votre leur son sa ses mon ma "
        "mes ton ta tes aux au en y voir voici voila oui non pas plus tout toute tous toutes chaque quelques plusieurs "
        "aucun aucune autre autres deux trois quatre cinq six sept huit neuf dix "
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
        "lundi mardi mercredi jeudi vendredi samedi dimanche "
        "bourgmestre ministre president presidente directeur directrice maire echevin echevine depute deputee "
        "secretaire conseiller conseillere juge tout-le-monde bruxelles belgique flandre wallonie europe "
        "cpas bim ris eris onem actiris inami one asbl aim ibsa statbel afom ong cocof cocom cpe pms sncb stib slrb "
        "ais vipo pmr rgpd tva ins nace msp mm covid"
    )
    | INSTITUTIONS
    | STREETS
    | AMBIGUOUS_STREETS
)


@cache
def first_names() -> frozenset[str]:
    """The common first names of Brussels and Wallonia, folded; a public list, nobody's data."""
    listed = Path(__file__).with_name("first_names.txt").read_text(encoding="utf-8")
    return frozenset(folded(line).text.casefold() for line in listed.split("\n") if line)


def person_names(text: str, words: list[Word]) -> Iterator[tuple[int, int]]:
    """Start and end of each likely name of a folded text, given its words, from left to right."""
    index = 0
    while index < len(words):
        last = _last_of_name(text, words, index)
        if last is None:
            index += 1
            continue
        end = words[last].end
        if words[last].initial and text[end : end + 1] == ".":
            end += 1
        yield words[index].without_elision().start if _elided(words[index]) else words[index].start, end
        index = last + 1


def _elided(word: Word) -> bool:
    bare = word.without_elision()
    return bare is not word and (not word.capital or _is_first_name(bare) or bare.key in _TITLES)


def _last_of_name(text: str, words: list[Word], index: int) -> int | None:
    """Index of the last word of the name that begins at `index`, `None` if none begins there."""
    if not (words[index].capital or "'" in words[index].text or words[index].key in _TITLES):
        return None
    word = words[index].without_elision() if _elided(words[index]) else words[index]
    if word.key in _TITLES:
        return _after_title(text, words, index, word)
    if not word.capital:
        return None
    if _is_first_name(word):
        return _after_first_name(text, words, index, word)
    return _before_first_name(text, words, index, word)


def _after_title(text: str, words: list[Word], index: int, title: Word) -> int | None:
    if len(title.text) == 1 and not title.capital:
        return None
    if text[: title.start].rstrip(" ")[-1:].isdigit():
        return None  # «12 M.» are millions
    if _named_place(text, words, index, through_links=title.key in _LEARNED):
        return None
    last = index
    while (  # «M. et Mme Dupont», «Madame le Docteur Dupont»
        last + 1 < len(words)
        and words[last + 1].key in _TITLES | _LINKED_TITLES
        and not words[last + 1].initial
        and _joined(text, words[last], words[last + 1], dot=True)
        and last - index < 3
    ):
        last += 1
    return _surnames(text, words, last, dot=True)


def _after_first_name(text: str, words: list[Word], index: int, word: Word) -> int | None:
    last = _surnames(text, words, index, dot=False)
    if last is None or _named_place(text, words, index, through_links=True):
        return None
    name = " ".join((word.key, *(words[i].key for i in range(index + 1, last + 1))))
    return None if name in TWO_NAMES else last


def _before_first_name(text: str, words: list[Word], index: int, word: Word) -> int | None:
    """«Dupont Marie», «DUPONT Marie»: the surname first."""
    if index + 1 >= len(words) or not _may_be_surname(word) or word.initial:
        return None
    following = words[index + 1]
    if not (_is_first_name(following) and following.capital and _joined(text, word, following, dot=False)):
        return None
    if word.key.startswith(("saint-", "sainte-", "sint-")):
        return None
    shouted = word.text.isupper() and not following.text.isupper()
    if (shouted and len(word.text) < 4) or _named_place(text, words, index, through_links=True):
        return None
    if not shouted and _surnames(text, words, index + 1, dot=False) is not None:
        return None  # «Rencontrer Marie Dupont»: the name begins at the first name
    return index + 1


def _surnames(text: str, words: list[Word], index: int, *, dot: bool) -> int | None:
    """Index of the last of up to four surnames or initials after `index`, particles between them."""
    last, found, position = None, 0, index
    particles = 0
    while position + 1 < len(words) and found < _MOST_NAMES:
        following = words[position + 1]
        if not _joined(text, words[position], following, dot=dot and position == index):
            break
        if following.key in _PARTICLES and not following.initial and particles < 3:
            particles += 1
        elif _may_be_surname(following):
            last, found, particles = position + 1, found + 1, 0
        else:
            break
        position += 1
    return last


def _may_be_surname(word: Word) -> bool:
    """«Dupont», «d'Hondt», «B»; not a word that only begins a sentence, nor an acronym."""
    capital = word.capital or word.without_elision().capital
    reign = len(word.text) > 1 and not word.key.strip("ivx")  # «Léopold II»
    return capital and not reign and word.key not in _NO_SURNAME and "·" not in word.text


def _is_first_name(word: Word) -> bool:
    return word.capital and len(word.text) > 1 and word.key.partition("-")[0] in first_names()


def _joined(text: str, left: Word, right: Word, *, dot: bool) -> bool:
    gap = text[left.end : right.start]
    if len(gap) > 3:
        return False
    bare = gap.strip(" ")
    if bare == "":
        return True
    if dot and bare in (".", "\n", ".\n"):
        return bare == "\n" or len(left.text) <= 5
    return left.initial and bare in (".", ".-")


def _named_place(text: str, words: list[Word], index: int, *, through_links: bool) -> bool:
    """Whether a street or an institution is named here: «école Marie Curie», «rue de la Reine Marie».

    A link («de», «la») is only passed over towards a street: «l'école de Marie Dupont» is hers.
    """
    links = 0
    if words[index].without_elision() is not words[index]:
        links = 1
    right = words[index]
    for left in reversed(words[max(0, index - 5) : index]):
        gap = text[left.end : right.start]
        if len(gap) > 4 or gap.strip(" «»\"“”„'(-.") != "" or (". " in gap and len(left.text) > 3):
            return False
        key = left.without_elision().key
        if key in STREETS or key in AMBIGUOUS_STREETS:
            return through_links or links == 0
        if key in INSTITUTIONS or key.partition("-")[0] in ("saint", "sainte"):
            return links == 0
        if key in LINKS:
            links += 1
        elif not (left.capital or key in ADJECTIVES):
            return False
        right = left
    return False
