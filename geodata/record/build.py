"""From the tables to the layers: all of them, or none."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.catalog import CATALOG, LAYERS
from geodata.publish.formats import geojson
from geodata.record.control import breaks, town_control
from geodata.record.features import Library
from geodata.record.happenings import events, guerrilla_actions
from geodata.record.local import local_features, unused_locals
from geodata.record.movements import movements
from geodata.record.reference import departments, places, unused_places
from geodata.record.roads import roads, unused_roads
from geodata.record.routes import Routes
from geodata.record.stations import force_stations, unknown_stations
from geodata.record.tables import TABLES, read_record
from geodata.record.territory import territory
from geodata.record.zones import guerrilla_zones, unused_zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geodata.record.features import Feature
    from geodata.record.movements import Movements
    from geodata.record.network import Network
    from geodata.record.tables import Record

__all__ = ["Build", "build", "make"]

FROM_LOCAL = ("veracruz", "mexico_city", "puebla", "queretaro", "telegraph", "ports")
FROM_ROADS = ("roads", "railways")


@dataclass(frozen=True)
class Unused:
    """A row that makes no feature, and why."""

    file: str
    row: int
    id: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: row {self.row}: {self.id}: not used: {self.reason}"


@dataclass(frozen=True)
class Build:
    """What the tables make: each layer's file, the rows that make no feature, and what looks wrong in the record."""

    files: Mapping[str, bytes]
    features: Mapping[str, list[Feature]]
    counts: Mapping[str, int]
    unused: tuple[Unused, ...]
    warnings: tuple[str, ...]


def make(record: Record) -> Build:
    """Make every layer of the catalog, in memory."""
    library = Library.of(record)
    routes = Routes(record)
    moved = movements(record, library, routes)
    features = _features(record, library, moved, routes.network)
    files = {CATALOG[layer].file: geojson(features[layer]) for layer in CATALOG}
    counts = {layer: len(features[layer]) for layer in CATALOG}
    return Build(files, features, counts, tuple(_unused(record, library, moved)), (*moved.warnings, *breaks(record)))


def build(tables: Path = TABLES, layers: Path = LAYERS) -> Build:
    """Read the tables and write every layer.

    Raises
    ------
    RecordError
        If any row is faulty; nothing is written then.
    """
    built = make(read_record(tables))
    _write(built.files, layers)
    return built


def _features(record: Record, library: Library, moved: Movements, network: Network) -> dict[str, list[Feature]]:
    return {
        "events": list(events(record, library)),
        "town_control": list(town_control(record, library)),
        "troop_movements": moved.troop_movements,
        "seat_of_government": moved.seat_of_government,
        "force_stations": list(force_stations(record, library)),
        "territory": list(territory(record, library)),
        "guerrilla_zones": list(guerrilla_zones(record, library)),
        "guerrilla_actions": list(guerrilla_actions(record, library)),
        "departments_1865": list(departments(record, library)),
        "places": list(places(record, library)),
        **{layer: list(local_features(record, library, layer=layer)) for layer in FROM_LOCAL},
        **{layer: list(roads(record, library, network, layer=layer)) for layer in FROM_ROADS},
    }


def _unused(record: Record, library: Library, moved: Movements) -> Iterator[Unused]:
    for place in unused_places(record):
        yield Unused("places.csv", place.row, place.id, "it only keeps a line off the land")
    for movement, reason in moved.unused:
        yield Unused("movements.csv", movement.row, movement.id, reason)
    for zone in unused_zones(record):
        yield Unused("guerrilla_zones.csv", zone.row, zone.id, "it has no phase")
    for stay in unknown_stations(record):
        yield Unused("stations.csv", stay.row, stay.id, f"nobody knows where {stay.force} was")
    for road, reason in unused_roads(record, library):
        yield Unused("roads.csv", road.row, road.id, reason)
    for row in unused_locals(record):
        yield Unused("local.csv", row.row, row.id, f"no national layer takes {row.layer}")


def _write(files: Mapping[str, bytes], directory: Path) -> None:
    """Write all files beside their places first, so that a failure leaves every layer as it was."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".build-") as workshop:
        for name, content in files.items():
            (Path(workshop) / name).write_bytes(content)
        for name in files:
            (Path(workshop) / name).replace(directory / name)
