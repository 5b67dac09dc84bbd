"""What changed between two days: towns, guerrilla zones, forces and journeys, and where the governments were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geodata.dates import Window
from geodata.vocabulary import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from geodata.atlas import Atlas, Feature

__all__ = ["COMPARED", "GOVERNMENTS", "Change", "Difference", "Seat", "changed_features", "compare"]

COMPARED: Final = ("troop_movements", "force_stations", "seat_of_government")
"""The layers of which it is told what came and what went, if they are there."""

GOVERNMENTS: Final = ("government-of-the-republic", "regency", "court-of-maximilian")
"""The forces that were governments, by their id."""

_WHEREABOUTS: Final = ("seat_of_government", "troop_movements", "force_stations")


@dataclass(frozen=True)
class Change:
    """A town or a guerrilla zone that is not as it was; None where nothing is recorded for the day."""

    subject: str
    before: Feature | None
    after: Feature | None


@dataclass(frozen=True)
class Seat:
    """Where a government was, by language: at `place`, or between `origin` and `place` if it was on its way."""

    place: Mapping[str, str]
    feature: str
    origin: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Difference:
    """What differs between the day `a` and the day `b`."""

    a: date
    b: date
    towns: tuple[Change, ...]
    zones: tuple[Change, ...]
    came: Mapping[str, tuple[Feature, ...]]
    went: Mapping[str, tuple[Feature, ...]]
    seats_before: Mapping[str, Seat | None]
    seats_after: Mapping[str, Seat | None]

    @property
    def empty(self) -> bool:
        """Whether nothing at all differs."""
        moved = (*self.towns, *self.zones, *self.came.values(), *self.went.values())
        return not any(moved) and self.seats_before == self.seats_after


def compare(atlas: Atlas, a: date, b: date) -> Difference:
    """Return what differs between two days, in the order in which they are given.

    A force or a journey is there on a day if it surely is, by the bounds of its dates. A town differs by its holder or
    how firmly it is held, a guerrilla zone by its side or intensity; of what is only possible the latest counts.
    """
    there = [layer for layer in COMPARED if layer in atlas.layers]
    before, after = (_present(atlas, day, there) for day in (a, b))
    return Difference(
        a,
        b,
        towns=tuple(_changes(atlas, "town_control", a, b, of="place", facts=("holder", "status"))),
        zones=tuple(_changes(atlas, "guerrilla_zones", a, b, of="zone", facts=("side", "intensity"))),
        came={layer: _without(after[layer], before[layer]) for layer in there},
        went={layer: _without(before[layer], after[layer]) for layer in there},
        seats_before=_seats(atlas, a),
        seats_after=_seats(atlas, b),
    )


def _present(atlas: Atlas, day: date, layers: Sequence[str]) -> dict[str, dict[str, Feature]]:
    found = atlas.in_window(Window(day, day), layers=layers)
    return {
        layer: {
            feature["id"]: feature
            for feature in _features(atlas, layer, frame.loc[frame["presence"] == "certain", "position"])
        }
        for layer, frame in found.items()
    }


def _features(atlas: Atlas, layer: str, positions: Iterable[int]) -> Iterator[Feature]:
    return (atlas.layers[layer].features[position] for position in positions)


def _without(features: Mapping[str, Feature], others: Mapping[str, Feature]) -> tuple[Feature, ...]:
    left = [feature for name, feature in features.items() if name not in others]
    return tuple(sorted(left, key=lambda feature: (feature["properties"]["start_earliest"] or "", feature["id"])))


def _changes(atlas: Atlas, layer: str, a: date, b: date, *, of: str, facts: Sequence[str]) -> Iterator[Change]:
    before, after = (_states(atlas, layer, day, of=of) for day in (a, b))
    for subject in sorted({*before, *after}):
        change = Change(subject, before.get(subject), after.get(subject))
        if any(_fact(change.before, name) != _fact(change.after, name) for name in facts):
            yield change


def _states(atlas: Atlas, layer: str, day: date, *, of: str) -> dict[str, Feature]:
    """For each town or zone the feature that holds on a day: a certain one rather than a possible one, the later."""
    if layer not in atlas.layers:
        return {}
    frame = atlas.in_window(Window(day, day), layers=[layer])[layer]
    frame = frame.sort_values(["presence", "start_earliest_day"], ascending=[False, True], kind="stable")
    return {feature["properties"][of]: feature for feature in _features(atlas, layer, frame["position"])}


def _fact(feature: Feature | None, name: str) -> Any:  # noqa: ANN401 - a property of a feature may be anything
    return feature["properties"].get(name) if feature else None


def _seats(atlas: Atlas, day: date) -> dict[str, Seat | None]:
    return {government: _seat(atlas, day, government) for government in GOVERNMENTS}


def _seat(atlas: Atlas, day: date, government: str) -> Seat | None:
    """Where a government surely was: on a journey, or else staying somewhere."""
    layers = [layer for layer in _WHEREABOUTS if layer in atlas.layers]
    for layer, features in _present(atlas, day, layers).items():
        for feature in features.values():
            properties = feature["properties"]
            if government in _forces(properties) and not properties.get("detachment"):
                return _journey(feature) if layer != "force_stations" else Seat(_named(properties), feature["id"])
    return None


def _forces(properties: Mapping[str, Any]) -> Sequence[str]:
    return properties.get("force_ids") or [properties.get("force_id") or properties.get("force") or ""]


def _journey(feature: Feature) -> Seat:
    stops = feature["properties"]["stops"]
    return Seat(_named(stops[-1]), feature["id"], origin=_named(stops[0]))


def _named(place: Mapping[str, Any]) -> dict[str, str]:
    return in_languages(place, "place_name")


def changed_features(difference: Difference) -> Iterator[Feature]:
    """Yield the features that tell the difference, each as it is, with the property ``change`` added.

    It is ``before`` or ``after`` for towns and guerrilla zones, ``came`` or ``went`` for everything else.
    """
    for each in (*difference.towns, *difference.zones):
        for feature, change in ((each.before, "before"), (each.after, "after")):
            if feature:
                yield _marked(feature, change)
    for change, layers in (("went", difference.went), ("came", difference.came)):
        for features in layers.values():
            yield from (_marked(feature, change) for feature in features)


def _marked(feature: Feature, change: str) -> Feature:
    return {**feature, "properties": {**feature["properties"], "change": change}}
