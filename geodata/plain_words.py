"""Words as they are compared: in small letters, without accents."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["plain"]

# People are named in one form only; these are the same word to a reader.
_SAME: Final[Mapping[str, str]] = {
    "maximiliano": "maximilian",
    "maximilien": "maximilian",
    "carlota": "charlotte",
    "mejico": "mexico",
    "mexique": "mexico",
    "queretara": "queretaro",
    "francois": "frances",
}
_LETTERS: Final = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


def plain(text: str) -> str:
    """Return the words of a text in small letters without accents, each with a space before it.

    Examples
    --------
    >>> plain("L’Armée d'Orient — Öst")
    ' l armee d orient ost'
    """
    split = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    bare = "".join(sign for sign in split if not unicodedata.combining(sign))
    return "".join(f" {_SAME.get(word, word)}" for word in re.findall(r"[a-z0-9]+", bare))
