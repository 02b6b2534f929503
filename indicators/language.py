"""One seam for the language of the interface; French texts are the message ids."""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from pathlib import PurePath

DOMAIN = "diagnostic"
LANGUAGE = "fr"


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    locale_dir = str(PurePath(__file__).parent / "locale")
    return _gettext.translation(DOMAIN, locale_dir, languages=[language], fallback=True)


def _(message: str) -> str:
    """Return `message` in the language of the interface (French when untranslated)."""
    return _translations(LANGUAGE).gettext(message)
