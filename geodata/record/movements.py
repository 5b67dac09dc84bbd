"""The layers of marches and voyages: those of the forces, and those of the Republic's government."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import shapely

from geodata.dates import Bounds, Span, bounds, span
from geodata.measures import PACE
from geodata.record.features import certainty, feature, titles
from geodata.record.ground import kilometres
from geodata.record.itinerary import Mark, itinerary
from geodata.vocabulary import Certainty, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geodata.record.features import Feature, Library
    from geodata.record.itinerary import Visit
    from geodata.record.routes import Line, Routes
    from geodata.record.rows import MovementRow, WaypointRow
    from geodata.record.tables import Record

GOVERNMENT = "Government of the Republic"
LEAST_POINTS = 2


@dataclass
class Movements:
    """The features of both layers, and what the record leaves to be settled."""

    troop_movements: list[Feature] = field(default_factory=list)
    seat_of_government: list[Feature] = field(default_factory=list)
    unused: list[tuple[MovementRow, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def movements(record: Record, library: Library, routes: Routes) -> Movements:
    """Every movement of the record, laid along the roads of the time."""
    ways: dict[str, list[WaypointRow]] = {row.id: [] for row in record.movements}
    for point in sorted(record.waypoints, key=lambda point: point.seq):
        ways[point.movement].append(point)
    made = Movements()
    for row in record.movements:
        _add(made, row, ways[row.id], library, routes)
    return made


def _add(made: Movements, row: MovementRow, way: Sequence[WaypointRow], library: Library, routes: Routes) -> None:
    marks = _marks(row, way)
    if len(way) < LEAST_POINTS or not marks:
        reason = "it has no date at all" if len(way) >= LEAST_POINTS else "it has fewer than two way points"
        made.unused.append((row, reason))
        return
    made.warnings += _outside(row, way)
    line = routes.lay([library.places[point.place] for point in way], mode=row.mode, on=_first_day(row, way))
    on_line = [replace(mark, vertex=line.stops[mark.vertex]) for mark in marks]
    plan = itinerary(on_line, distances=_distances(line), pace=PACE[row.mode])
    for mark in plan.conflicts:
        point = way[line.stops.index(mark.vertex)]
        made.warnings.append(
            f"waypoints.csv: row {point.row}: {row.id}: {point.place}: {mark.text} does not follow the dates beside it"
        )
    layer = "seat_of_government" if row.force == GOVERNMENT else "troop_movements"
    getattr(made, layer).append(_movement(row, way, line, plan.visits, library, layer=layer))


def _marks(row: MovementRow, way: Sequence[WaypointRow]) -> list[Mark]:
    """Every date of the way, in order.

    An end of the way without a date has that of the movement; a force that reached its last place before the movement's
    end stays there till then.
    """
    dated = [(vertex, text) for vertex, point in enumerate(way) for text in (point.arrive, point.depart) if text]
    marks = [Mark(vertex, _narrowed(bounds(text), row), text) for vertex, text in dated]
    if row.start and not _dated(way[0]):
        marks.insert(0, Mark(0, bounds(row.start), row.start))
    if row.end and not (_dated(way[-1]) and bounds(row.end).earliest <= marks[-1].when.latest):
        marks.append(Mark(len(way) - 1, bounds(row.end), row.end))
    return marks


def _narrowed(when: Bounds, row: MovementRow) -> Bounds:
    """The days of a date on the way that lie within the movement, if any do."""
    earliest = max(when.earliest, bounds(row.start).earliest) if row.start else when.earliest
    latest = min(when.latest, bounds(row.end).latest) if row.end else when.latest
    return Bounds(earliest, latest) if earliest <= latest else when


def _outside(row: MovementRow, way: Sequence[WaypointRow]) -> list[str]:
    """Dates on the way before the movement's start or after its end, waiting at either end left aside."""
    found = []
    for point in way:
        on_the_way = (
            ("arrive", point.arrive if point is not way[0] else ""),
            ("depart", point.depart if point is not way[-1] else ""),
        )
        for column, text in on_the_way:
            early = text and row.start and bounds(text).latest < bounds(row.start).earliest
            late = text and row.end and bounds(text).earliest > bounds(row.end).latest
            if early or late:
                where = f"waypoints.csv: row {point.row}: {row.id}"
                found.append(f"{where}: {column} {text} is outside the movement's {row.start}/{row.end}")
    return found


def _dated(point: WaypointRow) -> bool:
    return bool(point.arrive or point.depart)


def _first_day(row: MovementRow, way: Sequence[WaypointRow]) -> date:
    """A day on which the movement was surely on foot or not yet: later railways did not carry it."""
    dates = (row.start, *(text for point in way for text in (point.depart, point.arrive)), row.end)
    return bounds(next(text for text in dates if text)).latest


def _distances(line: Line) -> list[float]:
    """Kilometres from the start to each vertex."""
    return list(accumulate((kilometres(pair) for pair in pairwise(line.points)), initial=0.0))


def _movement(
    row: MovementRow,
    way: Sequence[WaypointRow],
    line: Line,
    visits: Sequence[Visit],
    library: Library,
    *,
    layer: str,
) -> Feature:
    return feature(
        library,
        shapely.LineString(line.points),
        id=row.id,
        layer=layer,
        kind=row.mode,
        title=titles(row),
        start=row.start,
        end=row.end,
        when=_when(row, visits),
        note=row.note,
        certainty=_certainty(row, way),
        evidence=row.evidence,
        sources=(*row.source, *(source for point in way for source in point.source)),
        side=row.side,
        force=row.force,
        **library.forces.of_movement(row.id),
        commanders=list(row.commander),
        strength=row.strength,
        campaign=row.campaign,
        mode=row.mode,
        outcome=row.outcome,
        datetimes=_datetimes(visits),
        days=[[visit.arrive.isoformat(), visit.depart.isoformat()] for visit in visits],
        stops=[_stop(vertex, point, library) for vertex, point in zip(line.stops, way, strict=True)],
        legs=[{"from_vertex": leg.start, "to_vertex": leg.end, "road": leg.road} for leg in line.legs],
    )


def _when(row: MovementRow, visits: Sequence[Visit]) -> Span:
    """The movement's bounds; an end that the record leaves open is that of its first or last known day."""
    start = row.start or visits[0].depart.isoformat()
    end = row.end or visits[-1].arrive.isoformat()
    return span(start, end)


def _certainty(row: MovementRow, way: Sequence[WaypointRow]) -> Certainty:
    first, last = way[0], way[-1]
    open_ended = not (row.start or _dated(first)) or not (row.end or _dated(last))
    return Certainty.CONJECTURAL if open_ended else certainty(row.evidence, row.start, row.end)


def _datetimes(visits: Sequence[Visit]) -> list[str]:
    """One day for each vertex: that of arrival, for the first that of departure."""
    return [visit.isoformat() for visit in (visits[0].depart, *(visit.arrive for visit in visits[1:]))]


def _stop(vertex: int, point: WaypointRow, library: Library) -> dict[str, Any]:
    return {
        "vertex": vertex,
        "place": point.place,
        **library.place_names(point.place),
        "arrive": point.arrive,
        "depart": point.depart,
        "documented": _dated(point) and point.evidence is Evidence.READ,
        "evidence": point.evidence,
        "source": "; ".join(point.source),
        "note": point.note,
    }
