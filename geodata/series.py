"""Numbers through time: towns held, events, troops, guerrilla, each as rows that a chart or a table can show."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.dates import FIRST_DAY, LAST_DAY, Step, Window, bounds
from geodata.vocabulary import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.atlas import Atlas, Feature

__all__ = [
    "STRENGTHS",
    "Activity",
    "KindCount",
    "Leader",
    "Strength",
    "TownCount",
    "ZoneMonth",
    "events_by_month",
    "features_of",
    "leaders",
    "load_strengths",
    "months",
    "towns_held",
    "undated_events",
    "zone_activity",
    "zone_months",
]

STRENGTHS: Final = Path(__file__).parent / "record" / "tables" / "troop_strength.csv"
"""The table of troop strengths that sources state."""

_MONTH_LENGTH: Final = len("1863-05")


@dataclass(frozen=True)
class TownCount:
    """How many towns one holder has from a day on, until the next row's day."""

    day: date
    holder: str
    towns: int


@dataclass(frozen=True)
class KindCount:
    """How many features of one kind began in a month; `month` is its first day."""

    month: date
    kind: str
    count: int


@dataclass(frozen=True)
class Strength:
    """How many men a source gives a nation in Mexico, or a part of its troops (`scope`), at a date (`when`, EDTF)."""

    when: str
    nation: str
    least: int
    most: int
    scope: str
    note: str
    sources: tuple[str, ...]

    @property
    def day(self) -> date:
        """The middle of the days that the date may mean."""
        limits = bounds(self.when)
        return date.fromordinal((limits.earliest.toordinal() + limits.latest.toordinal()) // 2)


@dataclass(frozen=True)
class ZoneMonth:
    """How strong the guerrilla of one zone was in a month (1 to 3), by which phase."""

    month: date
    zone: str
    side: str
    intensity: int
    phase: str


@dataclass(frozen=True)
class Leader:
    """One leader of guerrilla: the phases of zones and the actions he is named in."""

    name: str
    phases: tuple[str, ...]
    actions: tuple[str, ...]
    first: date
    last: date


@dataclass(frozen=True)
class Activity:
    """How many guerrilla actions one side began in a month."""

    month: date
    side: str
    count: int


def months() -> list[date]:
    """Return the first day of every month of the atlas."""
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    return [date(year, month, 1) for year in years for month in range(1, 13)]


def features_of(atlas: Atlas, layer: str) -> Sequence[Feature]:
    """Return the features of a layer; none if it could not be loaded."""
    return atlas.layers[layer].features if layer in atlas.layers else ()


def towns_held(atlas: Atlas, *, step: Step = Step.DAY) -> list[TownCount]:
    """Return how many towns each holder had, by the record of who held them.

    A vague date counts as the middle of the days that it may mean. A town for whose day nothing is recorded counts as
    ``not-recorded``, so that every day has the same number of towns.

    Parameters
    ----------
    atlas
        The atlas.
    step
        `Step.DAY`: a row for each holder on each day on which any number changes. Otherwise: on the last day of each
        month or year.
    """
    changes: defaultdict[int, Counter[str]] = defaultdict(Counter)
    towns = _by_place(features_of(atlas, "town_control"))
    for rows in towns.values():
        for day, before, after in _turns(rows):
            changes[day][before] -= 1
            changes[day][after] += 1
    held = Counter({Ground.NOT_RECORDED.value: len(towns)})
    return list(_counted(changes, held, days=_last_days(step))) if towns else []


def _last_days(step: Step) -> list[int] | None:
    if step is Step.DAY:
        return None
    windows = dict.fromkeys(Window.around(month, step=step) for month in months())
    return [window.last.toordinal() for window in windows]


def _counted(changes: Mapping[int, Counter[str]], held: Counter[str], *, days: list[int] | None) -> Iterator[TownCount]:
    holders = sorted({holder for counter in changes.values() for holder in counter})
    shown = days or sorted({max(day, FIRST_DAY.toordinal()) for day in changes} | {FIRST_DAY.toordinal()})
    waiting = sorted(changes, reverse=True)
    for day in shown:
        while waiting and waiting[-1] <= day:
            held.update(changes[waiting.pop()])
        if day <= LAST_DAY.toordinal():
            yield from (TownCount(date.fromordinal(day), holder, held[holder]) for holder in holders)


def _by_place(features: Iterable[Feature]) -> dict[str, list[tuple[int, int, str]]]:
    """For each town its intervals: first and last day, in the middle of their doubt, and holder."""
    towns: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for feature in features:
        properties = feature["properties"]
        start = _middle(properties["start_earliest"], properties["start_latest"], date.min)
        end = _middle(properties["end_earliest"], properties["end_latest"], LAST_DAY)
        towns[properties["place"]].append((start, end, properties["holder"]))
    return {place: sorted(rows) for place, rows in towns.items()}


def _turns(rows: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, str, str]]:
    """The days on which a town goes from one holder to another."""
    unknown = Ground.NOT_RECORDED.value
    before, free_from = unknown, date.min.toordinal()
    for index, (start, end, holder) in enumerate(rows):
        if before != unknown and start > free_from:
            yield free_from, before, unknown
            before = unknown
        yield start, before, holder
        before = holder
        following = rows[index + 1][0] if index + 1 < len(rows) else end + 1
        free_from = min(end + 1, following)
    if before != unknown:
        yield free_from, before, unknown


def _middle(earliest: str | None, latest: str | None, unbounded: date) -> int:
    days = [date.fromisoformat(text).toordinal() for text in (earliest, latest) if text]
    return sum(days) // len(days) if days else unbounded.toordinal()


def events_by_month(atlas: Atlas, *, layer: str = "events") -> list[KindCount]:
    """Return how many events of each kind began in each month.

    An event of which only the year is known is in no month: see `undated_events`.
    """
    counted = Counter(
        (month, feature["properties"]["kind"])
        for feature in features_of(atlas, layer)
        if (month := _month(feature["properties"]["start"]))
    )
    return [KindCount(month, kind, count) for (month, kind), count in sorted(counted.items())]


def undated_events(atlas: Atlas, *, layer: str = "events") -> int:
    """Return how many events of a layer are known only by their year, and so are in no month."""
    return sum(_month(feature["properties"]["start"]) is None for feature in features_of(atlas, layer))


def _month(edtf: str) -> date | None:
    """The first day of the month that a date names, if it names one of the atlas's months."""
    exact = edtf.rstrip("~?%")
    if len(exact) < _MONTH_LENGTH:
        return None
    first = bounds(exact).earliest.replace(day=1)
    return first if FIRST_DAY <= first <= LAST_DAY else None


def load_strengths(path: Path = STRENGTHS) -> list[Strength]:
    """Return what sources say of the troops' numbers, by date; nothing if there is no such table."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as table:
        rows = [_strength(row) for row in csv.DictReader(table)]
    return sorted(rows, key=lambda row: (row.day, row.nation))


def _strength(row: Mapping[str, Any]) -> Strength:
    numbers = [int(text) for text in re.findall(r"\d+", row["strength"])]
    sources = tuple(source for source in row["source"].split("; ") if source and source != "recalled")
    return Strength(row["date"], row["nation"], min(numbers), max(numbers), row["scope"], row["note"], sources)


def zone_months(atlas: Atlas) -> list[ZoneMonth]:
    """Return for each guerrilla zone and month how strong the guerrilla was, by the strongest phase of that month."""
    strongest: dict[tuple[str, date], ZoneMonth] = {}
    for feature in features_of(atlas, "guerrilla_zones"):
        properties = feature["properties"]
        for month in _months_of(properties):
            row = ZoneMonth(month, properties["zone"], properties["side"], int(properties["intensity"]), feature["id"])
            key = row.zone, month
            if key not in strongest or strongest[key].intensity < row.intensity:
                strongest[key] = row
    return sorted(strongest.values(), key=lambda row: (row.zone, row.month))


def _months_of(properties: Mapping[str, Any]) -> list[date]:
    first = _middle(properties["start_earliest"], properties["start_earliest"], FIRST_DAY)
    last = _middle(properties["end_latest"], properties["end_latest"], LAST_DAY)
    return [
        month
        for month in months()
        if month.toordinal() <= last and Window.around(month, step=Step.MONTH).last.toordinal() >= first
    ]


def zone_activity(atlas: Atlas) -> list[Activity]:
    """Return how many guerrilla actions each side began in each month."""
    counted = Counter(
        (month, feature["properties"]["side"])
        for feature in features_of(atlas, "guerrilla_actions")
        if (month := _month(feature["properties"]["start"]))
    )
    return [Activity(month, side, count) for (month, side), count in sorted(counted.items())]


def leaders(atlas: Atlas) -> list[Leader]:
    """Return the leaders of guerrilla, those named most often first."""
    named: defaultdict[str, dict[str, list[Feature]]] = defaultdict(lambda: {"phases": [], "actions": []})
    for layer, what in (("guerrilla_zones", "phases"), ("guerrilla_actions", "actions")):
        for feature in features_of(atlas, layer):
            for leader in feature["properties"].get("leaders") or ():
                named[leader][what].append(feature)
    found = [_leader(leader, of["phases"], of["actions"]) for leader, of in named.items()]
    return sorted(found, key=lambda leader: (-len(leader.phases) - len(leader.actions), leader.name))


def _leader(leader: str, phases: Sequence[Feature], actions: Sequence[Feature]) -> Leader:
    spans = [feature["properties"] for feature in (*phases, *actions)]
    firsts = [_middle(span["start_earliest"], span["start_earliest"], FIRST_DAY) for span in spans]
    lasts = [_middle(span["end_latest"], span["end_latest"], LAST_DAY) for span in spans]
    return Leader(
        leader,
        tuple(feature["id"] for feature in phases),
        tuple(feature["id"] for feature in actions),
        date.fromordinal(min(firsts)),
        date.fromordinal(max(lasts)),
    )
