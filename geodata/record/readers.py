"""Readers of single cells: each turns a text into a value or says what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

import shapely

from geodata import dates
from geodata.errors import AtlasError, DateError
from geodata.vocabulary import Certainty

if TYPE_CHECKING:
    from enum import StrEnum

    from shapely.geometry.base import BaseGeometry

Known = Mapping[str, frozenset[str]]
Reader = Callable[[str, Known], Any]

CONFIDENCE = {
    "high": Certainty.CERTAIN,
    "medium": Certainty.PROBABLE,
    "low": Certainty.CONJECTURAL,
}
RECALLED = "recalled"
LEAST_PLACES = 2


class CellError(AtlasError):
    """A cell that can't be read; its text says what was expected."""


def cell(read: Reader, *, absent: str | None = None) -> Any:  # noqa: ANN401 - a field of whatever type the reader gives
    """A field of a row that `read` fills; where a table may lack the column, `absent` is read in its stead."""
    return field(metadata={"read": read, "absent": absent})


def optional(read: Reader, *, empty: object = None) -> Reader:
    """A reader that also takes an empty cell, for which it gives `empty`."""
    return lambda text, known: read(text, known) if text else empty


def text(value: str, _known: Known) -> str:
    """Any text."""
    return value


def words(value: str, _known: Known) -> str:
    """Any text but none."""
    if not value:
        raise CellError("a text")
    return value


def names(value: str, _known: Known) -> tuple[str, ...]:
    """Several texts joined by `; `."""
    return _split(value)


def identifier(value: str, _known: Known) -> str:
    """A lasting name for the row: small letters, digits and hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise CellError("small letters and digits joined by hyphens")
    return value


def date(value: str, _known: Known) -> str:
    """A date in EDTF."""
    try:
        dates.bounds(value)
    except DateError:
        raise CellError("a date of the 19th century in EDTF, like 1863-05-17, 1863-05, 1863 or 1863-05-17~") from None
    return value


def reference(table: str, what: str) -> Reader:
    """The id of a row of `table`."""

    def read(value: str, known: Known) -> str:
        if value not in known[table]:
            article = "an" if what[0] in "aeiou" else "a"
            raise CellError(f"the id of {article} {what} in {table}.csv")
        return value

    return read


def line(read: Reader) -> Reader:
    """A reader of two or more places joined by `; `, each as `read` takes it."""

    def read_all(value: str, known: Known) -> tuple[Any, ...]:
        found = tuple(read(part, known) for part in _split(value))
        if len(found) < LEAST_PLACES:
            raise CellError("two places or more")
        return found

    return read_all


def sources(value: str, known: Known) -> tuple[str, ...]:
    """Ids of sources joined by `; `, or `recalled` for none."""
    if value == RECALLED:
        return ()
    found = _split(value)
    if not found or not set(found) <= known["sources"]:
        raise CellError(f"ids of sources in sources.csv joined by '; ', or {RECALLED}")
    return found


def feature(value: str, known: Known) -> str:
    """The id of anything that becomes a feature of a layer."""
    if value not in known["features"]:
        raise CellError("the id of a feature of a layer")
    return value


def member(kind: type[StrEnum]) -> Reader:
    """One of the words of `kind`."""

    def read(value: str, _known: Known) -> StrEnum:
        try:
            return kind(value)
        except ValueError:
            raise CellError(f"one of {', '.join(kind)}") from None

    return read


def members(kind: type[StrEnum]) -> Reader:
    """Some of the words of `kind` joined by `; `."""
    read_one = member(kind)
    return lambda value, known: tuple(read_one(part, known) for part in _split(value))


def confidence(value: str, _known: Known) -> Certainty:
    """How sure whoever gathered the row was."""
    try:
        return CONFIDENCE[value]
    except KeyError:
        raise CellError(f"one of {', '.join(CONFIDENCE)}") from None


def number(least: float, most: float) -> Reader:
    """A number from `least` to `most`."""

    def read(value: str, _known: Known) -> float:
        try:
            found = float(value)
        except ValueError:
            found = float("nan")
        if not least <= found <= most:
            raise CellError(f"a number from {least:g} to {most:g}")
        return found

    return read


def whole(value: str, _known: Known) -> int:
    """A whole number from 1 on."""
    if not re.fullmatch(r"[1-9]\d*", value):
        raise CellError("a whole number from 1 on")
    return int(value)


def yes(value: str, _known: Known) -> bool:
    """Whether a cell says `yes`; an empty one says no."""
    if value not in {"", "yes"}:
        raise CellError("yes, or nothing")
    return value == "yes"


def geometry(*kinds: str) -> Reader:
    """Well-known text of a valid geometry of one of `kinds`, longitude first."""

    def read(value: str, _known: Known) -> BaseGeometry:
        found = _from_wkt(value)
        if found is None or found.geom_type not in kinds or not _sound(found):
            raise CellError(f"well-known text of a valid {' or '.join(kinds).upper()}, longitude first")
        return found

    return read


def _from_wkt(value: str) -> BaseGeometry | None:
    try:
        return shapely.from_wkt(value)
    except shapely.GEOSException:
        return None


def _sound(found: BaseGeometry) -> bool:
    if found.is_empty or not found.is_valid:
        return False
    west, south, east, north = found.bounds
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90  # noqa: PLR2004 - the whole globe


def _split(value: str) -> tuple[str, ...]:
    return tuple(part for part in (piece.strip() for piece in value.split(";")) if part)
