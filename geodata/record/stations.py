"""The layer of the forces at rest, one feature for each stay of a force at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.dates import span
from geodata.record.features import feature, titles
from geodata.vocabulary import Language, Purpose, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature, Library
    from geodata.record.force_rows import StationRow
    from geodata.record.tables import Record

__all__ = ["force_stations", "unknown_stations"]


def force_stations(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `force_stations`."""
    return (_station(row, library) for row in record.stations if row.purpose is not Purpose.UNKNOWN)


def unknown_stations(record: Record) -> Iterator[StationRow]:
    """Days of a force of which nobody knows where it was."""
    return (row for row in record.stations if row.purpose is Purpose.UNKNOWN)


def _station(row: StationRow, library: Library) -> Feature:
    force = library.forces.by_id[row.force]
    when = span(row.start, row.end or force.end)
    own: dict[str, Any] = library.forces.names(row.force)
    return feature(
        library,
        library.point(row.place),
        id=row.id,
        layer="force_stations",
        kind=row.purpose,
        title={language: _title(row, library, language) for language in Language},
        start=row.start,
        end=row.end or force.end,
        when=when,
        note=row.note,
        certainty=row.certainty,
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.place),
        side=force.side,
        force=row.force,
        **own,
        force_kind=force.kind,
        purpose=row.purpose,
        commanders=library.forces.commanders_in(row.force, when),
    )


def _title(row: StationRow, library: Library, language: Language) -> str:
    colon = " : " if language is Language.FR else ": "
    force = titles(library.forces.by_id[row.force], "name")[language]
    place = library.places[row.place].name_in(language)
    return f"{force}{colon}{place} ({name(row.purpose, language=language)})"
