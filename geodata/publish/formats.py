"""Features in the formats that other programs read."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from geodata.catalog import CATALOG, DATA_VERSION, LICENCE
from geodata.dates import FIRST_DAY, LAST_DAY
from geodata.locale import translator
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geodata.atlas import Atlas
    from geodata.dates import Window

__all__ = ["collection", "extract", "file_name", "geojson", "player_name"]

Feature = dict[str, Any]
Box = tuple[float, float, float, float]


def collection(features: Iterable[Feature]) -> dict[str, Any]:
    """A FeatureCollection as in RFC 7946, with the box that holds it; no box if it is empty."""
    members = list(features)
    made: dict[str, Any] = {"type": "FeatureCollection", "licence": LICENCE, "version": DATA_VERSION}
    if members:
        made["bbox"] = list(_bbox(members))
    return {**made, "features": members}


def geojson(features: Iterable[Feature]) -> bytes:
    """A FeatureCollection in UTF-8, one feature a line, so that two versions can be compared by lines."""
    whole = collection(features)
    head = json.dumps({**whole, "features": []}, ensure_ascii=False, separators=(",", ":"))
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for feature in whole["features"]
    )
    return f"{head.removesuffix(']}')}\n{lines}\n]}}\n".encode()


def extract(
    atlas: Atlas,
    *,
    window: Window,
    layers: Sequence[str] | None = None,
    bbox: Box | None = None,
) -> dict[str, Any]:
    """What the map shows: the features of `layers` in a window of days and a box, as a FeatureCollection.

    The features are the layers' own, unchanged.
    """
    found = atlas.in_window(window, layers=layers, bbox=bbox)
    return collection(
        atlas.layers[layer].features[position] for layer, frame in found.items() for position in frame["position"]
    )


def file_name(subject: str, *, window: Window | None = None, language: Language = Language.EN) -> str:
    """What a download is called in a language: what it holds and of when.

    Parameters
    ----------
    subject
        A layer's id, ``map``, ``difference``, or a feature's id, which is the same in every language.
    window
        The days that it holds, if not all.
    language
        The reader's.

    Examples
    --------
    >>> from geodata.dates import Step, Window
    >>> from datetime import date
    >>> file_name("troop_movements", window=Window.around(date(1863, 5, 5), step=Step.MONTH))
    'atlas-troop-movements-1863-05.geojson'
    """
    of_when = [_when(window, language)] if window else []
    return "-".join(["atlas", _subject(subject, language), *of_when]) + ".geojson"


def player_name(*, language: Language) -> str:
    """What the moving map in one file is called in a language."""
    _ = translator(language)
    subject = _slug(_("moving map"))
    return f"atlas-{subject}-{FIRST_DAY.year}-{LAST_DAY.year}.html"


def _subject(subject: str, language: Language) -> str:
    _ = translator(language)
    if subject in CATALOG:
        return _slug(CATALOG[subject].titles[language])
    return {"map": _slug(_("map")), "difference": _slug(_("difference"))}.get(subject, subject)


def _when(window: Window, language: Language) -> str:
    _ = translator(language)
    first, to, last = str(window).partition("-to-")
    return _("{first}-to-{last}").format(first=first, last=last) if to else first


def _slug(words: str) -> str:
    """Return words as a part of a file's name that every system can keep."""
    decomposed = unicodedata.normalize("NFD", words.lower().replace("'s ", "s "))
    plain = "".join(part for part in decomposed if not unicodedata.combining(part))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _bbox(features: Sequence[Feature]) -> Box:
    positions = [position for feature in features for position in _positions(feature["geometry"]["coordinates"])]
    longitudes, latitudes = zip(*positions, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _positions(coordinates: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401 - numbers nested to any depth
    if isinstance(coordinates[0], float | int):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _positions(part)
