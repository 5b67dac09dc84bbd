"""How to cite one feature of the atlas: as text, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from geodata.catalog import DATA_VERSION
from geodata.locale import translator

if TYPE_CHECKING:
    from geodata.atlas import Feature
    from geodata.vocabulary import Language

__all__ = ["as_bibtex", "as_csl_json", "as_text"]

_ESCAPES: Final = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    },
)


def as_text(feature: Feature, *, language: Language, address: str) -> str:
    """Return a citation in one line of plain text: the mark, the atlas, the version of its data, the address."""
    _ = translator(language)
    version = _("data version {version}").format(version=DATA_VERSION)
    title = _("“{title}”").format(title=_title(feature, language))
    return f"{title}. {_atlas(language)}, {version}. {address}"


def as_bibtex(feature: Feature, *, language: Language, address: str) -> str:
    """Return a BibTeX entry of type ``misc``; its key is the feature's id."""
    fields = {
        "title": "{" + _title(feature, language).translate(_ESCAPES) + "}",
        "howpublished": _atlas(language).translate(_ESCAPES),
        "edition": DATA_VERSION,
        "year": _year(),
        "url": address,
        "language": language.value,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{feature['properties']['id']},\n{lines}\n}}"


def as_csl_json(feature: Feature, *, language: Language, address: str) -> str:
    """Return a list of one item of the Citation Style Language, as reference managers read it."""
    item = {
        "id": feature["properties"]["id"],
        "type": "map",
        "title": _title(feature, language),
        "container-title": _atlas(language),
        "version": DATA_VERSION,
        "issued": {"date-parts": [[int(_year())]]},
        "URL": address,
        "language": language.value,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _title(feature: Feature, language: Language) -> str:
    title: str = feature["properties"][f"title_{language}"]
    return title


def _atlas(language: Language) -> str:
    _ = translator(language)
    return _("The French intervention in Mexico, 1861–1867")


def _year() -> str:
    return re.match(r"\d{4}", DATA_VERSION)[0]  # type: ignore[index]  # a version begins with its year
