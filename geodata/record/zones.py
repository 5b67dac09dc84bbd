"""The layer of the guerrilla zones, one feature for each phase of each zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.record.features import certainty, feature, titles
from geodata.record.shapes import believable
from geodata.vocabulary import Certainty, Language, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from geodata.record.features import Feature, Library
    from geodata.record.rows import PhaseRow, ZoneRow
    from geodata.record.tables import Record

SURENESS = tuple(Certainty)


def guerrilla_zones(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `guerrilla_zones`."""
    zones = {zone.id: zone for zone in record.guerrilla_zones}
    shapes = {zone.id: believable(zone.wkt) for zone in zones.values()}
    return (_phase(row, zones[row.zone], shapes[row.zone], library) for row in record.guerrilla_phases)


def unused_zones(record: Record) -> Iterator[ZoneRow]:
    """Zones without any phase."""
    used = {phase.zone for phase in record.guerrilla_phases}
    return (zone for zone in record.guerrilla_zones if zone.id not in used)


def _phase(row: PhaseRow, zone: ZoneRow, shape: BaseGeometry, library: Library) -> Feature:
    return feature(
        library,
        shape,
        id=row.id,
        layer="guerrilla_zones",
        kind="guerrilla-zone",
        title={language: _title(row, zone, language) for language in Language},
        start=row.start,
        end=row.end,
        note="; ".join(part for part in (row.note, zone.note) if part),
        certainty=max(zone.certainty, certainty(row.evidence, row.start), key=SURENESS.index),
        evidence=row.evidence,
        sources=(*row.source, *zone.source),
        side=zone.side,
        zone=zone.id,
        intensity=int(row.intensity),
        leaders=list(zone.leaders),
        opposing=zone.opposing,
        region=zone.region_note,
        shape_basis=zone.shape_basis,
    )


def _title(row: PhaseRow, zone: ZoneRow, language: Language) -> str:
    intensity = name(row.intensity, language=language)
    guerrilla = {"en": "{} guerrilla", "fr": "guérilla {}", "es": "guerrilla {}"}[language].format(intensity)
    colon = " : " if language is Language.FR else ": "
    return f"{titles(zone, 'name')[language]}{colon}{guerrilla}"
