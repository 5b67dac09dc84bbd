"""Rules on where forces are: none in two places at once, the government never under the Empire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from geodata.dates import FIRST_DAY, LAST_DAY, bounds
from geodata.record.ground import EARTH
from geodata.record.rules.finding import Case
from geodata.vocabulary import ForceKind, Holder, Side
from geodata.whereabouts import point_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.record.features import Feature
    from geodata.record.rows import ControlRow
    from geodata.record.rules.survey import Survey

__all__ = ["always_somewhere", "government_not_under_the_empire", "one_place_a_day"]

Spot = tuple[float, float]
ONE_DAY: Final = timedelta(days=1)
APART_KM: Final = 40.0
"""A force covers as much ground as this with its outposts and its rear in one day's march."""
HOSTILE: Final = frozenset({Holder.EMPIRE, Holder.FRANCE})


@dataclass(frozen=True)
class Presence:
    """A march or a stay of a force, and its first and last day of which one can be sure."""

    id: str
    table: str
    row: int
    first: date
    last: date
    where: Callable[[date], Spot]


def one_place_a_day(survey: Survey) -> Iterator[Case]:
    """Marches and stays of one force that put it in two places at once; first and last days may be shared."""
    for force, found in _presences(survey).items():
        found.sort(key=lambda presence: (presence.first, presence.last))
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                if other.first >= one.last:
                    break
                yield from _apart(force, one, other)


def government_not_under_the_empire(survey: Survey) -> Iterator[Case]:
    """Days on which the Republic's government was in a town that the Empire or the French held."""
    for subject, table, row, place, first, last in _seats(survey):
        for interval in survey.control.get(place, []):
            start, end = _surely_held(interval)
            if interval.holder in HOSTILE and max(first, start) <= min(last, end):
                yield Case(
                    subject=subject,
                    table=table,
                    row=row,
                    column="place",
                    found=f"the government at {place} from {first} to {last}",
                    expected=f"another holder of it than {interval.holder} ({interval.id})",
                )


def always_somewhere(survey: Survey) -> Iterator[Case]:
    """Days of a force's life on which it is neither on a march nor at a station nor said to be unknown."""
    told = _told_days(survey)
    for force in survey.record.forces:
        birth = max(bounds(force.start).latest if force.start else FIRST_DAY, FIRST_DAY)
        death = min(bounds(force.end).earliest if force.end else LAST_DAY, LAST_DAY)
        reached = birth - ONE_DAY
        for first, last in [*sorted(told.get(force.id, [])), (death + ONE_DAY, death)]:
            if first > reached + ONE_DAY and reached < death:
                gap = f"{reached + ONE_DAY}/{min(first - ONE_DAY, death)}"
                yield Case(
                    subject=f"{force.id}/{reached + ONE_DAY}",
                    table="forces.csv",
                    row=force.row,
                    column="id",
                    found=gap,
                    expected="a movement, a station, or a station that says that it is unknown",
                )
            reached = max(reached, last)


def _told_days(survey: Survey) -> dict[str, list[tuple[date, date]]]:
    """The days on which each force may have been where a movement or a station has it, detachments left aside."""
    found: dict[str, list[tuple[date, date]]] = {}
    for made in survey.record.movement_forces:
        if (feature := survey.moving.get(made.movement)) and not made.detachment:
            first, last = (feature["properties"][end] for end in ("start_earliest", "end_latest"))
            found.setdefault(made.force, []).append((date.fromisoformat(first), date.fromisoformat(last)))
    ends = {force.id: force.end for force in survey.record.forces}
    for stay in survey.record.stations:
        end = stay.end or ends[stay.force]
        last = bounds(end).latest if end else LAST_DAY
        found.setdefault(stay.force, []).append((bounds(stay.start).earliest, last))
    return found


def _presences(survey: Survey) -> dict[str, list[Presence]]:
    found: dict[str, list[Presence]] = {force.id: [] for force in survey.record.forces}
    for made in survey.record.movement_forces:
        feature = survey.moving.get(made.movement)
        if feature and not made.detachment:
            row = survey.movements[made.movement].row
            _add(found[made.force], feature, "movements.csv", row, partial(point_on, feature))
    rows = {row.id: row.row for row in survey.record.stations}
    for feature in survey.features.get("force_stations", ()):
        spot = (feature["geometry"]["coordinates"][0], feature["geometry"]["coordinates"][1])
        force = feature["properties"]["force"]
        _add(found[force], feature, "stations.csv", rows[feature["id"]], partial(_still, spot))
    return found


def _add(found: list[Presence], feature: Feature, table: str, row: int, where: Callable[[date], Spot]) -> None:
    first, last = feature["properties"]["start_latest"], feature["properties"]["end_earliest"]
    if first and last and first <= last:
        days = date.fromisoformat(first), date.fromisoformat(last)
        found.append(Presence(feature["id"], table, row, *days, where))


def _still(spot: Spot, _day: date) -> Spot:
    return spot


def _apart(force: str, one: Presence, other: Presence) -> Iterator[Case]:
    """A case if on every day but the first and the last that both share the force would be in two places."""
    first, last = max(one.first, other.first) + ONE_DAY, min(one.last, other.last) - ONE_DAY
    days = [first + ONE_DAY * count for count in range((last - first).days + 1)]
    if not days:
        return
    km = min(_km(one.where(day), other.where(day)) for day in days)
    if km > APART_KM:
        yield Case(
            subject=f"{force}/{one.id}+{other.id}",
            table=other.table,
            row=other.row,
            column="start",
            found=f"{force} in two places {km:.0f} km apart or more from {first} to {last}",
            expected=f"no days that {one.id} has too",
        )


def _km(one: Spot, other: Spot) -> float:
    return float(EARTH.inv(*one, *other)[2]) / 1000


def _seats(survey: Survey) -> Iterator[tuple[str, str, int, str, date, date]]:
    """Every stay of the government of the Republic: by its journeys, and by its stations."""
    for journey in survey.features.get("seat_of_government", ()):
        for point in survey.ways[journey["id"]]:
            came, left = point.arrive or point.depart, point.depart or point.arrive
            if came:
                days = bounds(came).latest, bounds(left).earliest
                yield f"{journey['id']}/{point.seq}", "waypoints.csv", point.row, point.place, *days
    republics = {
        force.id for force in survey.record.forces if force.kind is ForceKind.GOVERNMENT and force.side is Side.REPUBLIC
    }
    for stay in survey.record.stations:
        if stay.force in republics and stay.place:
            days = bounds(stay.start).latest, bounds(stay.end or stay.start).earliest
            yield stay.id, "stations.csv", stay.row, stay.place, *days


def _surely_held(interval: ControlRow) -> tuple[date, date]:
    """The days on which nobody else can have had the town; on the first, those who had it may have left."""
    end = bounds(interval.end).earliest - ONE_DAY if interval.end else date.max
    return bounds(interval.start).latest + ONE_DAY, end
