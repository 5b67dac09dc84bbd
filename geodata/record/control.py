"""The layer of who held the towns, one feature for each interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.dates import day_before, span_until
from geodata.record.features import feature
from geodata.vocabulary import Holder, Language, Status, garrison, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature, Library
    from geodata.record.rows import ControlRow
    from geodata.record.tables import Record


def town_control(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `town_control`."""
    return (_interval(row, library) for row in record.control)


def breaks(record: Record) -> Iterator[str]:
    """Towns whose intervals leave a gap or overlap, in words."""
    before: ControlRow | None = None
    for row in record.control:
        if before and before.place == row.place and before.end != row.start:
            yield f"control.csv: row {row.row}: {row.place}: starts {row.start}, but the row before ends {before.end!r}"
        before = row


def _interval(row: ControlRow, library: Library) -> Feature:
    return feature(
        library,
        library.point(row.place),
        id=row.id,
        layer="town_control",
        kind="town-control",
        title={language: _title(row, library, language) for language in Language},
        start=row.start,
        end=day_before(row.end) if row.end else "",
        when=span_until(row.start, row.end),
        note=row.note,
        certainty=row.certainty,
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.place),
        side=row.holder if row.holder not in (Holder.NONE, Holder.LOCAL) else "",
        holder=row.holder,
        status=row.status,
        garrison=row.garrison,
        troops=list(row.troops),
    )


def _title(row: ControlRow, library: Library, language: Language) -> str:
    town = library.places[row.place].name_in(language)
    colon = " : " if language is Language.FR else ": "
    held = "" if row.status is Status.HELD or row.holder is Holder.NONE else f", {name(row.status, language=language)}"
    others = tuple(side for side in row.troops if side.value != row.holder.value)
    troops = f" ({garrison(others, language=language)})" if others else ""
    return f"{town}{colon}{name(row.holder, language=language)}{held}{troops}"
