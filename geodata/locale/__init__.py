"""The words of the interface in Spanish, French and English, from gettext catalogues compiled when first asked for."""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Callable

    from geodata.vocabulary import Language

__all__ = ["CATALOGUES", "plural_translator", "translations", "translator"]

CATALOGUES = Path(__file__).parent
"""The folder that holds a catalogue ``<language>.po`` for each language."""


@cache
def translations(language: Language) -> gettext.GNUTranslations:
    """Return the compiled catalogue of a language.

    Parameters
    ----------
    language
        One of the atlas's languages.

    Returns
    -------
    gettext.GNUTranslations
        The catalogue; message ids are the English texts.
    """
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language.value)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translator(language: Language) -> Callable[[str], str]:
    """Return the function that turns an English text into a language's text."""
    return translations(language).gettext


def plural_translator(language: Language) -> Callable[[str, str, int], str]:
    """Return the function that chooses a language's text for a number, from the English for one and for several."""
    return translations(language).ngettext
