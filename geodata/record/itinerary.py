"""A day for every way point of a movement, from the days that are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.dates import Bounds


@dataclass(frozen=True)
class Mark:
    """A date known at a vertex, of arrival or of departure: its text, and the days it may mean."""

    vertex: int
    when: Bounds
    text: str


@dataclass(frozen=True)
class Visit:
    """The days on which a force reached and left a vertex."""

    arrive: date
    depart: date


@dataclass(frozen=True)
class Itinerary:
    """A visit for each vertex, and the marks that contradict those before them."""

    visits: tuple[Visit, ...]
    conflicts: tuple[Mark, ...]


def itinerary(marks: Sequence[Mark], *, distances: Sequence[float]) -> Itinerary:
    """Visits for as many vertices as there are `distances` (from the start, along the way).

    A vague date becomes the middle day of what the dates before and after leave of it. Vertices between two dated ones
    are passed in proportion to the distance; before the first and after the last known day nothing is added.
    """
    days, conflicts = _settled(marks)
    known: dict[int, Visit] = {}
    for mark, day in zip(marks, days, strict=True):
        seen = known.get(mark.vertex)
        known[mark.vertex] = Visit(seen.arrive if seen else day, day)
    return Itinerary(tuple(_visits(known, distances)), conflicts)


def _settled(marks: Sequence[Mark]) -> tuple[list[date], tuple[Mark, ...]]:
    limits = _tightened([mark.when for mark in marks])
    days: list[date] = []
    conflicts = []
    for mark, (earliest, latest) in zip(marks, limits, strict=True):
        if earliest > latest:
            conflicts.append(mark)
        day = min(earliest, latest) + abs(latest - earliest) // 2
        days.append(max([*days[-1:], day]))
    return days, tuple(conflicts)


def _tightened(given: Sequence[Bounds]) -> list[tuple[date, date]]:
    """No earlier than any mark before, no later than any mark after."""
    earliest = [max(limit.earliest for limit in given[: at + 1]) for at in range(len(given))]
    latest = [min(limit.latest for limit in given[at:]) for at in range(len(given))]
    return list(zip(earliest, latest, strict=True))


def _visits(known: dict[int, Visit], distances: Sequence[float]) -> Iterator[Visit]:
    dated = sorted(known)
    for vertex in range(len(distances)):
        if vertex in known:
            yield known[vertex]
            continue
        before = max((at for at in dated if at < vertex), default=None)
        after = min((at for at in dated if at > vertex), default=None)
        day = _passing(known, distances, vertex, before, after)
        yield Visit(day, day)


def _passing(
    known: dict[int, Visit],
    distances: Sequence[float],
    vertex: int,
    before: int | None,
    after: int | None,
) -> date:
    if before is None or after is None:
        return known[after].arrive if after is not None else known[before or 0].depart
    left, reached = known[before].depart, known[after].arrive
    whole = distances[after] - distances[before]
    share = (distances[vertex] - distances[before]) / whole if whole else 0.0
    return left + timedelta(days=round((reached - left).days * share))
