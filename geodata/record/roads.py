"""The layers of roads and railways: the ways over land of the record, along which its movements are laid."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final

import shapely

from geodata.catalog import CATALOG
from geodata.record.features import certainty, feature, titles
from geodata.record.ground import kilometres
from geodata.record.network import standing
from geodata.vocabulary import Certainty, Language, PositionBasis, Road, RoadKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.record.features import Feature, Library
    from geodata.record.network import Network, Node
    from geodata.record.rows import RoadRow
    from geodata.record.tables import Record

__all__ = ["roads", "unused_roads"]

LAYERS: Final = {
    RoadKind.CARRIAGE_ROAD: "roads",
    RoadKind.MULE_ROAD: "roads",
    RoadKind.MARCH_ROAD: "roads",
    RoadKind.RIVER_WAY: "roads",
    RoadKind.RAILWAY: "railways",
}
BOW: Final = 0.1
"""How far a road may leave the straight line between two of its places, as a share of it: of the places that the record
has between two others of one road, half lie within a tenth."""


def roads(record: Record, library: Library, network: Network, *, layer: str) -> Iterator[Feature]:
    """The layer `roads` or the layer `railways`."""
    rows = (row for row in record.roads if LAYERS.get(row.kind) == layer and _in_sight(row, library, layer))
    return (_road(row, library, network.along(row.places), layer=layer) for row in rows)


def unused_roads(record: Record, library: Library) -> Iterator[tuple[RoadRow, str]]:
    """Rows that neither layer shows, each with the reason."""
    for row in record.roads:
        layer = LAYERS.get(row.kind)
        if layer is None:
            yield row, "ships follow no road: each voyage is laid by the coast"
        elif not _in_sight(row, library, layer):
            yield row, f"it lies abroad, out of the bounds of the layer {layer}"


def _in_sight(row: RoadRow, library: Library, layer: str) -> bool:
    """Whether a way lies in the country or about it, and not in Europe or on the Atlantic coast."""
    bounds = shapely.box(*CATALOG[layer].bounds)
    return all(bounds.covers(library.point(place)) for place in row.places)


def _road(row: RoadRow, library: Library, places: Sequence[Node], *, layer: str) -> Feature:
    return feature(
        library,
        shapely.LineString([library.point(place) for place in places]),
        id=row.id,
        layer=layer,
        kind=row.kind,
        title=titles(row, "name"),
        start=row.start,
        end=row.end,
        note=row.note,
        certainty=_certainty(row),
        position_km=_off(library, places),
        position_basis=PositionBasis.DERIVED,
        evidence=row.evidence,
        sources=row.source,
        road=standing(row),
        **_way(library, places),
    )


def _certainty(row: RoadRow) -> Certainty:
    """Where the road is supposed there was some way, but which is the question."""
    if standing(row) is Road.SUPPOSED:
        return Certainty.APPROXIMATE
    return certainty(row.evidence, *(text for text in (row.start, row.end) if text))


def _off(library: Library, places: Sequence[Node]) -> float:
    """How many kilometres the line may be off the road: halfway along its longest stretch, or at its usual place."""
    points = [(library.places[place].lon, library.places[place].lat) for place in places]
    longest = max(kilometres(ends) for ends in pairwise(points))
    usual = median(library.places[place].coord_km or 0 for place in places)
    return round(max(BOW * longest, usual), 1)


def _way(library: Library, places: Sequence[Node]) -> dict[str, Any]:
    """The places along a road, and their names in the three languages."""
    rows = [library.places[place] for place in places]
    named = {f"through_{language}": " – ".join(row.name_in(language) for row in rows) for language in Language}
    return {"places": list(places), **named}
