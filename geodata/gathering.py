"""Who was at a town in a window of days: who held it, who stayed or passed, and where each side had its posts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from shapely.geometry import LineString, Point

from geodata.dates import Window
from geodata.vocabulary import LocalGroup, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.atlas import Atlas, Feature

__all__ = ["NEAR_KM", "Gathering", "days_near", "gathering"]

NEAR_KM: Final = 15.0
"""How far from the town a force counts as before it: half a day's march."""

_KM_A_DEGREE: Final = 111.32
_MOVEMENTS: Final = ("troop_movements", "seat_of_government")
_TROOPS: Final = (LocalGroup.QUARTERS, LocalGroup.HEADQUARTERS, LocalGroup.SIEGE_LINE)


@dataclass(frozen=True)
class Gathering:
    """The features of a window, each once, in the order of their first days."""

    holders: tuple[Feature, ...]
    stays: tuple[Feature, ...]
    passing: tuple[Feature, ...]
    posts: tuple[Feature, ...]

    def of_side(self, side: str) -> tuple[Feature, ...]:
        """Return the stays, passages and posts of one side."""
        return tuple(each for each in self._all() if _side(each) == side)

    def sides(self) -> tuple[str, ...]:
        """Return the sides that were there; an empty one, the last, stands for what has no one side."""
        there = {_side(each) for each in self._all()}
        return tuple(side for side in (*Side, "") if side in there)

    @property
    def empty(self) -> bool:
        """Whether nobody is known to have been there, be it as holder."""
        return not (self.holders or self._all())

    def _all(self) -> tuple[Feature, ...]:
        return (*self.stays, *self.passing, *self.posts)


def gathering(atlas: Atlas, layer: str, window: Window, *, place: str, middle: Point) -> Gathering:
    """Return who was at a town, or within `NEAR_KM` of it.

    Parameters
    ----------
    atlas
        The atlas.
    layer
        The town's close-up, whose dated features of a side are its posts.
    window
        The days.
    place
        The town's id in the record.
    middle
        Where the town is.
    """
    held = (each for each in _in_window(atlas, "town_control", window) if each["properties"]["place"] == place)
    moved = chain.from_iterable(_in_window(atlas, name, window) for name in _MOVEMENTS)
    return Gathering(
        holders=_ordered(held),
        stays=_ordered(each for each in _in_window(atlas, "force_stations", window) if _stays_near(each, middle)),
        passing=_ordered(each for each in moved if _passes(each, middle, window)),
        posts=_ordered(each for each in _in_window(atlas, layer, window) if _is_post(each["properties"])),
    )


def days_near(movement: Feature, middle: Point, *, km: float = NEAR_KM) -> Window | None:
    """Return the first and the last day on which a movement was near a point, or None if it never was."""
    corners, visits = movement["geometry"]["coordinates"], movement["properties"]["days"]
    days = list(_near(corners, [tuple(map(date.fromisoformat, visit)) for visit in visits], middle, km))
    return Window(min(days), max(days)) if days else None


def _near(
    corners: Sequence[Sequence[float]], visits: Sequence[tuple[date, ...]], middle: Point, km: float
) -> Iterator[date]:
    spots = [_flat(corner, middle) for corner in corners]
    here = Point(0, 0)
    for spot, visit in zip(spots, visits, strict=True):
        if Point(spot).distance(here) <= km:
            yield from visit
    for at, (spot, other) in enumerate(pairwise(spots)):
        leg = LineString([spot, other])
        if leg.length and leg.distance(here) <= km:
            left, came = visits[at][-1], visits[at + 1][0]
            share = leg.project(here) / leg.length
            yield left + timedelta(days=round((came - left).days * share))


def _flat(corner: Sequence[float], middle: Point) -> tuple[float, float]:
    """Return where a position lies from a point, in kilometres to the east and to the north."""
    east = (corner[0] - middle.x) * math.cos(math.radians(middle.y))
    return east * _KM_A_DEGREE, (corner[1] - middle.y) * _KM_A_DEGREE


def _in_window(atlas: Atlas, layer: str, window: Window) -> Iterator[Feature]:
    """Yield the features that are, or may be, in a window; without a frame, for this is asked at every step."""
    first, last = window.first.isoformat(), window.last.isoformat()
    for feature in atlas.layers[layer].features if layer in atlas.layers else ():
        begins, ends = (feature["properties"][limit] for limit in ("start_earliest", "end_latest"))
        if (begins or "") <= last and (ends is None or ends >= first):
            yield feature


def _stays_near(stay: Feature, middle: Point) -> bool:
    return math.hypot(*_flat(stay["geometry"]["coordinates"], middle)) <= NEAR_KM


def _passes(movement: Feature, middle: Point, window: Window) -> bool:
    near = days_near(movement, middle)
    return near is not None and near.first <= window.last and near.last >= window.first


def _is_post(properties: Mapping[str, Any]) -> bool:
    """Whether a feature of a close-up tells where somebody was: it has dates, and a side or troops."""
    dated = bool(properties["start"] or properties["end"])
    return dated and bool(properties.get("side") or properties.get("group") in _TROOPS)


def _side(feature: Feature) -> str:
    return str(feature["properties"].get("side") or "")


def _ordered(features: Iterable[Feature]) -> tuple[Feature, ...]:
    return tuple(sorted(features, key=lambda each: (each["properties"]["start_earliest"] or "", each["id"])))
