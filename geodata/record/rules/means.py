"""By what a force travels each leg, and how fast that can go."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from geodata.dates import bounds
from geodata.record.ground import kilometres
from geodata.record.rules.finding import Case
from geodata.vocabulary import Means, Mode, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature
    from geodata.record.rows import WaypointRow
    from geodata.record.rules.survey import Survey

__all__ = ["FASTEST", "WATER", "Leg", "legs", "no_faster_than_means"]

FASTEST: Final = {
    Means.MARCH: 60.0,
    Means.COACH: 90.0,
    Means.RAIL: 300.0,
    Means.STEAMER: 400.0,
    Means.SAIL: 250.0,
    Means.RIVER_BOAT: 250.0,
}
"""Kilometres on the best of days."""

WATER: Final = frozenset({Means.STEAMER, Means.SAIL})
AFLOAT: Final = frozenset({PlaceKind.SEA_POINT, PlaceKind.ANCHORAGE})


@dataclass(frozen=True)
class Leg:
    """The way from one way point to the next, as it is drawn, and by what means: of means.csv, else of the mode."""

    start: WaypointRow
    end: WaypointRow
    means: Means
    corners: list[tuple[float, float]]


def legs(survey: Survey, movement: str, feature: Feature) -> list[Leg]:
    """The legs of a movement, in order."""
    told = survey.told_means.get(movement, {})
    mode = survey.movements[movement].mode
    corners = [(corner[0], corner[1]) for corner in feature["geometry"]["coordinates"]]
    stops = zip(survey.ways[movement], feature["properties"]["stops"], strict=True)
    return [
        Leg(
            start,
            end,
            told.get(end.seq) or told.get(None) or _usual(survey, mode, start, end),
            corners[left["vertex"] : reached["vertex"] + 1],
        )
        for (start, left), (end, reached) in pairwise(stops)
    ]


def no_faster_than_means(survey: Survey) -> Iterator[Case]:
    """Stretches between two dated way points that no force could travel in the days that it had."""
    for movement, feature in survey.moving.items():
        gone = legs(survey, movement, feature)
        lengths = [kilometres(leg.corners) for leg in gone]
        days = [length / FASTEST[leg.means] for leg, length in zip(gone, lengths, strict=True)]
        yield from _hasty(movement, survey.ways[movement], lengths, days)


def _hasty(movement: str, way: list[WaypointRow], lengths: list[float], days: list[float]) -> Iterator[Case]:
    dated = [at for at, point in enumerate(way) if point.arrive or point.depart]
    for first, last in pairwise(dated):
        left = way[first].depart or way[first].arrive
        reached = way[last].arrive or way[last].depart
        had = (bounds(reached).latest - bounds(left).earliest).days + 1
        needed = sum(days[first:last])
        if needed > had:
            km = sum(lengths[first:last])
            yield Case(
                subject=f"{movement}/{way[last].seq}",
                table="waypoints.csv",
                row=way[last].row,
                column="arrive",
                found=f"{km:.0f} km from {way[first].place} ({left}) to {way[last].place} ({reached})",
                expected=f"at least {needed:.1f} days, not {had}, or a row of means.csv that says why",
            )


def _usual(survey: Survey, mode: Mode, start: WaypointRow, end: WaypointRow) -> Means:
    if mode is Mode.MIXED:
        ends = {survey.places[start.place].kind, survey.places[end.place].kind}
        return Means.STEAMER if ends & AFLOAT else Means.MARCH
    return Means.STEAMER if mode is Mode.SEA else Means.MARCH
