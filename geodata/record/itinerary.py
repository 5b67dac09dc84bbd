"""A day for every way point of a movement, from the days that are known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geodata.dates import Bounds


HASTE = (1, 1 / 2, 1 / 4, 0)
"""Shares of the usual days of the legs, tried in turn until the dates have room for them."""


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


def itinerary(marks: Sequence[Mark], *, distances: Sequence[float], pace: float = math.inf) -> Itinerary:
    """Visits for as many vertices as there are `distances` (from the start, along the way).

    A vague date becomes the middle day of what the dates before and after leave of it, once each has been given the
    days that its leg takes at the usual `pace` (distance a day), or as many of them as there are. Vertices between two
    dated ones are passed in proportion to the distance; before the first and after the last known day nothing is added.
    """
    limits, conflicts = _limits(marks, distances, pace)
    days = accumulate((sum(limit) // 2 for limit in limits), max)
    known: dict[int, Visit] = {}
    for mark, number in zip(marks, days, strict=True):
        seen, day = known.get(mark.vertex), date.fromordinal(number)
        known[mark.vertex] = Visit(seen.arrive if seen else day, day)
    return Itinerary(tuple(_visits(known, distances)), conflicts)


def _limits(
    marks: Sequence[Mark],
    distances: Sequence[float],
    pace: float,
) -> tuple[list[tuple[int, int]], tuple[Mark, ...]]:
    """The first and last day (as ordinals) that each mark can have, and the marks that contradict those before them."""
    plain = _tightened(marks, [0] * len(marks))
    conflicts = tuple(mark for mark, (earliest, latest) in zip(marks, plain, strict=True) if earliest > latest)
    if conflicts:
        return plain, conflicts
    usual = [
        min((distances[b.vertex] - distances[a.vertex]) / pace, latest - earliest)
        for (a, b), ((earliest, _), (_, latest)) in zip(pairwise(marks), pairwise(plain), strict=True)
    ]
    tried = (_tightened(marks, [0, *(round(days * haste) for days in usual)]) for haste in HASTE)
    return next(limits for limits in tried if all(earliest <= latest for earliest, latest in limits)), ()


def _tightened(marks: Sequence[Mark], legs: Sequence[int]) -> list[tuple[int, int]]:
    """No earlier than the mark before and the days of the leg from it allow, no later than the mark after allows."""
    gone = list(accumulate(legs))
    earliest = accumulate((mark.when.earliest.toordinal() - days for mark, days in zip(marks, gone, strict=True)), max)
    latest = accumulate(
        (mark.when.latest.toordinal() - days for mark, days in zip(reversed(marks), reversed(gone), strict=True)), min
    )
    both = zip(earliest, reversed(list(latest)), gone, strict=True)
    return [(first + days, last + days) for first, last, days in both]


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
