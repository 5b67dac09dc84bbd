"""Rules on what events, towns and marches say of each other."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import shapely

from geodata.dates import Bounds, bounds
from geodata.record.rules.finding import Case
from geodata.record.rules.survey import DEGREE_KM, meet, when
from geodata.vocabulary import EventKind, Holder, Side, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.rows import ControlRow, EventRow, MovementRow
    from geodata.record.rules.survey import Survey

__all__ = [
    "besiegers_are_there",
    "captor_arrives",
    "captor_holds_the_town",
    "event_changes_the_town",
    "event_told_once",
    "event_town_has_a_holder",
    "siege_has_an_event",
    "siege_is_in_control",
    "town_changes_by_an_event",
]

OVERNIGHT: Final = 1
"""Days between a town's evacuation and the entry of those who follow, or between two clerks' dates."""
TAKEN: Final = frozenset({EventKind.CAPTURE, EventKind.CAPITULATION})
CHANGES: Final = TAKEN | {EventKind.EVACUATION}
FIGHTS_FOR_TOWN: Final = CHANGES | {EventKind.SIEGE, EventKind.BATTLE}
REGENCY: Final = "1863-07-11"
"""On this day the towns that the French had taken passed to the Regency, all at once, by decree."""
TWICE_KM: Final = 5.0
TWICE_DAYS: Final = 3
KNOWN_TO: Final = timedelta(days=11)
CAMP_KM: Final = 15.0
CAMPAIGN: Final = timedelta(days=15)

FRIENDS: Final = {
    Side.REPUBLIC: {Holder.REPUBLIC},
    Side.FRANCE: {Holder.FRANCE, Holder.EMPIRE, Holder.ALLIED},
    Side.EMPIRE: {Holder.EMPIRE, Holder.FRANCE},
    Side.AUSTRIA: {Holder.EMPIRE},
    Side.BELGIUM: {Holder.EMPIRE},
    Side.EGYPT: {Holder.FRANCE, Holder.EMPIRE},
    Side.SPAIN: {Holder.SPAIN, Holder.ALLIED},
    Side.BRITAIN: {Holder.ALLIED},
    Side.ALLIED: {Holder.ALLIED, Holder.SPAIN},
    Side.UNITED_STATES: {Holder.UNITED_STATES},
}
"""Whose hands a town comes into when a side takes it."""


def event_town_has_a_holder(survey: Survey) -> Iterator[Case]:
    """Events that take or leave a town of which town control says nothing."""
    for event in survey.record.events:
        if event.kind in CHANGES and event.place not in survey.towns and survey.is_town(event.place):
            yield _of_event(event, "place", event.place, "a town that control.csv speaks for")


def event_changes_the_town(survey: Survey) -> Iterator[Case]:
    """Events that take or leave a town without any change in town control at the time."""
    for event in survey.record.events:
        town = survey.towns.get(event.place)
        if event.kind in CHANGES and town and not _changes(survey, town, event):
            expected = f"a row of control.csv for {town} that starts then, give or take {OVERNIGHT} day"
            yield _of_event(event, "start", _days(event), expected)


def captor_holds_the_town(survey: Survey) -> Iterator[Case]:
    """Events by which a side takes a town that town control then gives to another."""
    for event in survey.record.events:
        town = survey.towns.get(event.place)
        if event.kind not in TAKEN or not event.victor or not town:
            continue
        then = _changes(survey, town, event)
        holders = {row.holder for row in then}
        if then and not holders & FRIENDS[Side(event.victor)]:
            expected = f"the holder that control.csv has for {town} then: {', '.join(sorted(holders))}"
            yield _of_event(event, "victor", str(event.victor), expected)


def town_changes_by_an_event(survey: Survey) -> Iterator[Case]:
    """Changes of a town's holder of which no event or guerrilla action tells."""
    for town, intervals in survey.control.items():
        for before, after in pairwise(intervals):
            if before.holder is after.holder or _handed_over(before, after):
                continue
            if not _told(survey, town, after):
                expected = f"an event at {town} then, by which it passes from {before.holder} to {after.holder}"
                yield _of_control(after, "start", after.start, expected)


def siege_is_in_control(survey: Survey) -> Iterator[Case]:
    """Sieges of towns that town control does not call besieged at any time of the siege."""
    for event in survey.record.events:
        town = survey.towns.get(event.place)
        if event.kind is not EventKind.SIEGE or not town:
            continue
        if not any(row.status is Status.BESIEGED and _overlap(row, event) for row in survey.control[town]):
            yield _of_event(event, "place", f"{town}, {_days(event)}", "an interval of the town that is besieged then")


def siege_has_an_event(survey: Survey) -> Iterator[Case]:
    """Towns besieged while no event there tells of a siege or of its end."""
    for town, intervals in survey.control.items():
        events = [event for event in survey.events_by_town.get(town, []) if event.kind in FIGHTS_FOR_TOWN]
        for row in intervals:
            if row.status is Status.BESIEGED and not any(_overlap(row, event) for event in events):
                expected = f"an event at {town} between {row.start} and {row.end}"
                yield _of_control(row, "status", str(row.status), expected)


def besiegers_are_there(survey: Survey) -> Iterator[Case]:
    """Sieges during which no force of the other side is near, neither on a march nor at a station."""
    visits = _visits(survey)
    for event in survey.record.events:
        town = survey.towns.get(event.place)
        if event.kind is not EventKind.SIEGE or not town:
            continue
        held = _defenders(survey.control[town], event)
        enemies = {side for side, holders in FRIENDS.items() if holders.isdisjoint(held)}
        near = (visit for place in survey.near(event.place, CAMP_KM) for visit in visits.get(place, []))
        if not any(side in enemies and meet(days, _span(event)) for side, days in near):
            expected = f"a movement or a station of the besiegers within {CAMP_KM:g} km at the time"
            yield _of_event(event, "place", f"siege of {town}, {_days(event)}", expected)


def captor_arrives(survey: Survey) -> Iterator[Case]:
    """Movements under a captor's command that end in the town he takes, but on other days than the event says."""
    ending: dict[str, list[MovementRow]] = {}
    for movement in survey.record.movements:
        if way := survey.ways[movement.id]:
            ending.setdefault(way[-1].place, []).append(movement)
    for event in survey.record.events:
        if event.kind in TAKEN and event.victor:
            for movement in ending.get(event.place, []):
                yield from _arrival(survey, event, movement)


def event_told_once(survey: Survey) -> Iterator[Case]:
    """Pairs of events of one kind so near in place and time that they may be the same."""
    events = [event for event in survey.record.events if _known(event)]
    if not events:
        return
    places = [survey.places[event.place] for event in events]
    points = shapely.points([place.lon for place in places], [place.lat for place in places])
    pairs = shapely.STRtree(points).query(points, predicate="dwithin", distance=TWICE_KM / DEGREE_KM * 1.2)
    for one, other in zip(*pairs, strict=True):
        if one < other:
            yield from _twice(survey, events[one], events[other])


def _twice(survey: Survey, one: EventRow, other: EventRow) -> Iterator[Case]:
    if one.kind is not other.kind or survey.km(one.place, other.place) > TWICE_KM:
        return
    if meet(_strict(one), _strict(other), days=TWICE_DAYS):
        expected = f"one {one.kind} there within {TWICE_DAYS} days; {one.id} is one too ({one.start})"
        found = f"{other.title_en} ({other.start})"
        yield _of_event(other, "start", found, expected, subject="+".join(sorted((one.id, other.id))))


def _arrival(survey: Survey, event: EventRow, movement: MovementRow) -> Iterator[Case]:
    last = survey.ways[movement.id][-1]
    reached = last.arrive or last.depart or movement.end
    commanders = _surnames(movement.commander) & _surnames((*event.commander_a, *event.commander_b))
    ours = movement.side == event.victor or FRIENDS[movement.side] & FRIENDS[Side(event.victor)]
    if not reached or not commanders or not ours:
        return
    there = Bounds(bounds(reached).earliest, bounds(movement.end or reached).latest)
    if not meet(there, _span(event), days=CAMPAIGN.days) or meet(there, _span(event), days=OVERNIGHT):
        return
    if not _besieged_from(survey, event, there):
        expected = f"the days of {event.id}: {_days(event)}"
        found = f"{', '.join(movement.commander)} at {event.place} {reached}"
        subject = f"{movement.id}+{event.id}"
        column = "arrive" if last.arrive else "end"
        table, row = ("waypoints.csv", last.row) if last.arrive else ("movements.csv", movement.row)
        yield Case(subject=subject, table=table, row=row, column=column, found=found, expected=expected)


def _besieged_from(survey: Survey, event: EventRow, there: Bounds) -> bool:
    """Whether those who came lay before the town until they took it."""
    town = survey.towns.get(event.place, "")
    sieges = [other for other in survey.events_by_town.get(town, []) if other.kind is EventKind.SIEGE]
    return there.earliest <= _span(event).latest and any(meet(_span(siege), there, days=5) for siege in sieges)


def _visits(survey: Survey) -> dict[str, list[tuple[Side, Bounds]]]:
    """Which side's forces were at each place, and on which days, stations and way points together."""
    found: dict[str, list[tuple[Side, Bounds]]] = {}
    for movement in survey.record.movements:
        way = survey.ways[movement.id]
        for point in way:
            came = point.arrive or point.depart or (movement.start if point is way[0] else "")
            left = (movement.end if point is way[-1] else "") or point.depart or came
            if came:
                days = Bounds(bounds(came).earliest, max(bounds(left).latest, bounds(came).latest))
                found.setdefault(point.place, []).append((movement.side, days))
    sides = {force.id: force.side for force in survey.record.forces}
    for stay in survey.record.stations:
        if stay.place:
            found.setdefault(stay.place, []).append((sides[stay.force], when(stay.start, stay.end)))
    return found


def _changes(survey: Survey, town: str, event: EventRow) -> list[ControlRow]:
    return [row for row in survey.control[town] if meet(bounds(row.start), _span(event), days=OVERNIGHT)]


def _told(survey: Survey, town: str, row: ControlRow) -> bool:
    change = bounds(row.start)
    events = (_span(event) for event in survey.events_by_town.get(town, []))
    actions = (bounds(action.date) for action in survey.actions_by_town.get(town, []))
    return any(meet(change, days, days=OVERNIGHT) for days in (*events, *actions))


def _handed_over(before: ControlRow, after: ControlRow) -> bool:
    return (before.holder, after.holder, after.start) == (Holder.FRANCE, Holder.EMPIRE, REGENCY)


def _defenders(intervals: list[ControlRow], event: EventRow) -> set[Holder]:
    """Who has a town while it is besieged."""
    then = [row for row in intervals if _overlap(row, event)]
    besieged = {row.holder for row in then if row.status is Status.BESIEGED}
    return besieged or {row.holder for row in then[:1]}


def _overlap(row: ControlRow, event: EventRow) -> bool:
    last = bounds(row.end).latest if row.end else _span(event).latest
    return meet(Bounds(bounds(row.start).earliest, max(last, bounds(row.start).earliest)), _span(event), days=OVERNIGHT)


def _span(event: EventRow) -> Bounds:
    return when(event.start, event.end)


def _strict(event: EventRow) -> Bounds:
    """The days on which an event may have begun, without the margin of an *about*."""
    return bounds(event.start.rstrip("~"))


def _known(event: EventRow) -> bool:
    found = bounds(event.start)
    return found.latest - found.earliest <= KNOWN_TO


def _days(event: EventRow) -> str:
    return f"{event.start}/{event.end}" if event.end else event.start


def _surnames(people: tuple[str, ...]) -> set[str]:
    """Last names without accents, so that spellings meet."""
    plain = (unicodedata.normalize("NFD", person).encode("ascii", "ignore").decode().casefold() for person in people)
    return {person.split()[-1] for person in plain if person.split()}


def _of_event(event: EventRow, column: str, found: str, expected: str, *, subject: str = "") -> Case:
    return Case(
        subject=subject or event.id, table="events.csv", row=event.row, column=column, found=found, expected=expected
    )


def _of_control(row: ControlRow, column: str, found: str, expected: str) -> Case:
    return Case(subject=row.id, table="control.csv", row=row.row, column=column, found=found, expected=expected)
