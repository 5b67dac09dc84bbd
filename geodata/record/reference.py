"""The layers one looks things up in: places, and the departments of 1865."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from geodata.record.features import certainty, feature
from geodata.record.tables import PLACE_PREFIX
from geodata.vocabulary import Certainty, Evidence, Language, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature, Library
    from geodata.record.rows import DepartmentRow, PlaceRow
    from geodata.record.tables import Record

GUESSED = "estimated"
DEPARTMENT = {"en": "Department of {}", "fr": "Département de {}", "es": "Departamento de {}"}


def places(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `places`."""
    return (_place(row, library) for row in record.places if row.kind is not PlaceKind.SEA_POINT)


def unused_places(record: Record) -> Iterator[PlaceRow]:
    """Points that only shape a line at sea."""
    return (row for row in record.places if row.kind is PlaceKind.SEA_POINT)


def departments(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `departments_1865`."""
    return (_department(row, library) for row in record.departments)


def _place(row: PlaceRow, library: Library) -> Feature:
    guessed = row.coord_source == GUESSED
    return feature(
        library,
        library.point(row.id),
        id=PLACE_PREFIX + row.id,
        layer="places",
        kind=row.kind,
        title={language: row.name_in(language) for language in Language},
        note=row.note,
        certainty=Certainty.APPROXIMATE if guessed else Certainty.CERTAIN,
        evidence=Evidence.RECALLED if guessed else Evidence.READ,
        sources=(),
        **library.at(row.id),
        name_today=row.name,
        name_1860s=row.name_1860s,
        geonameid=row.geonameid,
        position_source=row.coord_source,
    )


def _department(row: DepartmentRow, library: Library) -> Feature:
    return feature(
        library,
        shapely.Point(row.lon, row.lat),
        id=row.id,
        layer="departments_1865",
        kind="department",
        title={language: DEPARTMENT[language].format(row.name) for language in Language},
        start=row.start,
        end=row.end,
        note=row.note,
        certainty=certainty(row.evidence, row.start),
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.capital_place),
        side="empire",
        number=row.number,
        capital=row.capital,
    )
