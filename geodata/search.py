"""Finding places, people, forces and what happened, by words in any language of the atlas, accents or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from geodata.asked_days import AskedDay, asked_day, moment
from geodata.phrases import phrase
from geodata.plain_words import plain
from geodata.vocabulary import ActionKind, EventKind, Language, in_languages, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geodata.asked_days import Moment
    from geodata.atlas import Atlas, Feature

__all__ = ["Entry", "Index", "Topic"]


class Topic(StrEnum):
    """What sort of thing was found."""

    PLACE = "place"
    PERSON = "person"
    FORCE = "force"
    EVENT = "event"
    ACTION = "action"
    MOVEMENT = "movement"
    ZONE = "zone"
    SITE = "site"


_ORDER: Final = {topic: index for index, topic in enumerate(Topic)}

_TOPICS: Final[Mapping[str, Topic]] = {
    "events": Topic.EVENT,
    "guerrilla_actions": Topic.ACTION,
    "troop_movements": Topic.MOVEMENT,
    "seat_of_government": Topic.MOVEMENT,
    "guerrilla_zones": Topic.ZONE,
    "veracruz": Topic.SITE,
    "mexico_city": Topic.SITE,
    "puebla": Topic.SITE,
    "queretaro": Topic.SITE,
}


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    topic
        What sort of thing it is.
    titles
        Its name by language.
    places
        The name of its place by language; empty for what has no place or many.
    start, end
        Its first and last day; None for what is always there.
    features
        Ids of the features that show it, by date: one, or for people and forces all that name them.
    """

    topic: Topic
    titles: Mapping[str, str]
    places: Mapping[str, str]
    start: date | None
    end: date | None
    features: tuple[str, ...]


@dataclass(frozen=True)
class _Text:
    """What is searched of one entry: its names, the words of these, then with those beside it, and all; its dates."""

    entry: Entry
    names: tuple[str, ...]
    circles: tuple[str, str, str]
    weight: float = 0
    dates: tuple[Moment, ...] = ()


class Index:
    """Everything of an atlas that can be found."""

    def __init__(self, texts: Iterable[_Text]) -> None:
        self._texts = tuple(texts)

    @classmethod
    def of(cls, atlas: Atlas) -> Index:
        """Gather what can be found: places, people, forces, and the features of the layers that tell of the war."""
        return cls([*_places(atlas), *_people(atlas), *_forces(atlas), *_features(atlas)])

    def search(self, text: str) -> list[Entry]:
        """Return what fits all words of a text, the best first; a word may be cut off at its end.

        What is so named comes first, then what begins with the words, has them in its name, beside it (places,
        commanders, leaders, its kind), or in its description. A date fits what began or ended on it, and what is asked
        besides it is looked for there. Among equals great events come before small ones and people and forces often
        named before others, then places before people, forces and events.
        """
        words = plain(text)
        if not words:
            return []
        starts = _starts(words)
        day, others = asked_day(words)
        found = [(rank, each) for each in self._texts if (rank := _rank(each, words, starts))]
        if day:
            found = _nearest([*found, *_on(day, others, self._texts)])
        found.sort(key=lambda pair: (pair[0], -pair[1].weight, _ORDER[pair[1].entry.topic]))
        return [each.entry for _, each in found]


def _starts(words: str) -> list[str]:
    return [f" {word}" for word in words.split()]


def _on(day: AskedDay, others: str, texts: Iterable[_Text]) -> Iterator[tuple[int, _Text]]:
    """What a date fits, as what begins with the words; with other words, at best as what has them in its name."""
    starts = _starts(others)
    for text in texts:
        if any(day.fits(found) for found in text.dates):
            if not others:
                yield 2, text
            elif rank := _rank(text, others, starts):
                yield max(rank, 3), text


def _nearest(found: Iterable[tuple[int, _Text]]) -> list[tuple[int, _Text]]:
    """What was found, each once, as well as it fits at best."""
    best: dict[int, tuple[int, _Text]] = {}
    for rank, text in found:
        best[id(text)] = min(best.get(id(text), (rank, text)), (rank, text), key=itemgetter(0))
    return list(best.values())


def _rank(text: _Text, words: str, starts: Sequence[str]) -> int:
    """How well an entry fits, 1 best; 0 if it does not."""
    if not _has(text.circles[-1], starts):
        return 0
    if words in text.names:
        return 1
    if any(name.startswith(words) for name in text.names):
        return 2
    return next(rank for rank, words_of_it in enumerate(text.circles, 3) if _has(words_of_it, starts))


def _has(words: str, starts: Iterable[str]) -> bool:
    return all(start in words for start in starts)


def _text(
    entry: Entry,
    *,
    names: Iterable[str] = (),
    beside: Iterable[str] = (),
    told: Iterable[str] = (),
    weight: float = 0,
    dates: Iterable[Moment] = (),
) -> _Text:
    plains = tuple(dict.fromkeys(plain(name) for name in (*entry.titles.values(), *names) if name))
    named = "".join(plains)
    wider = named + plain(" ".join(beside))
    return _Text(entry, plains, (named, wider, wider + plain(" ".join(told))), weight, tuple(dates))


def _layer(atlas: Atlas, layer: str) -> Sequence[Feature]:
    return atlas.layers[layer].features if layer in atlas.layers else ()


def _titles(properties: Mapping[str, Any]) -> dict[str, str]:
    return in_languages(properties, "title")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _places(atlas: Atlas) -> Iterator[_Text]:
    for feature in _layer(atlas, "places"):
        properties = feature["properties"]
        today = properties.get("name_today") or ""
        entry = Entry(Topic.PLACE, _titles(properties), dict.fromkeys(Language, today), None, None, (feature["id"],))
        yield _text(entry, names=(today, properties.get("name_1860s") or ""))


def _features(atlas: Atlas) -> Iterator[_Text]:
    for layer, topic in _TOPICS.items():
        for feature in _layer(atlas, layer):
            properties = feature["properties"]
            entry = _entry(topic, _titles(properties), [feature])
            told = (properties.get(f"description_{language}") or "" for language in Language)
            beside = (*in_languages(properties, "place_name").values(), *_named(properties), *_kinds(properties))
            dates = {moment(properties[end]) for end in ("start", "end") if properties[end]}
            weight = float(properties.get("weight") or 0)
            yield _text(entry, beside=beside, told=told, weight=weight, dates=dates)


def _kinds(properties: Mapping[str, Any]) -> list[str]:
    """What an event or action is called by its kind, so that a combat is found as a battle too."""
    kinds = {"events": EventKind, "guerrilla_actions": ActionKind}.get(properties["layer"], ())
    return [name(kind, language=tongue) for kind in kinds if kind == properties["kind"] for tongue in Language]


def _entry(topic: Topic, titles: Mapping[str, str], features: Sequence[Feature]) -> Entry:
    spans = [feature["properties"] for feature in features]
    starts = [day for span in spans if (day := _day(span["start_earliest"]))]
    ends = [day for span in spans if (day := _day(span["end_latest"]))]
    places = [in_languages(span, "place_name") for span in spans]
    return Entry(
        topic,
        titles,
        places[0] if all(place == places[0] for place in places) else dict.fromkeys(Language, ""),
        min(starts, default=None),
        max(ends, default=None),
        tuple(feature["id"] for feature in features),
    )


def _named(properties: Mapping[str, Any]) -> list[str]:
    """Everyone whom a feature names, each once."""
    people = [*(properties.get("commanders") or ()), *(properties.get("leaders") or ())]
    for side in properties.get("belligerents") or ():
        people += side.get("commanders") or ()
    return list(dict.fromkeys(people))


def _people(atlas: Atlas) -> Iterator[_Text]:
    """Every commander and leader, with all that names him; a surname alone is not joined to a full name."""
    marks: defaultdict[str, list[Feature]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for layer in atlas.layers:
        for feature in _layer(atlas, layer):
            for person in _named(feature["properties"]):
                marks[plain(person)].append(feature)
                forms[plain(person)][person] += 1
    for words, features in marks.items():
        ((person, _),) = forms[words].most_common(1)
        entry = _entry(Topic.PERSON, dict.fromkeys(Language, person), _by_date(features))
        yield _text(entry, names=(words.split()[-1], *forms[words]), weight=_fame(features))


def _fame(features: Sequence[Feature]) -> float:
    """How great a person or force is beside events, whose weight is from 1 to 5."""
    return min(5.0, len(features) / 10)


def _by_date(features: Iterable[Feature]) -> list[Feature]:
    return sorted(features, key=lambda feature: (feature["properties"]["start_earliest"] or "", feature["id"]))


def _forces(atlas: Atlas) -> Iterator[_Text]:
    """Every force that has a name of its own, and those that movements only describe, each with its commanders."""
    marks: defaultdict[str, list[Feature]] = defaultdict(list)
    described: defaultdict[str, set[str]] = defaultdict(set)
    for layer in ("troop_movements", "seat_of_government", "force_stations"):
        for feature in _layer(atlas, layer):
            own, *others = _made_by(feature["properties"])
            described[own].add(feature["properties"]["force"])
            for force in (own, *others):
                marks[force].append(feature)
    lasting = atlas.forces()
    for force, features in marks.items():
        if not force:
            continue
        known = lasting.get(force)
        titles = in_languages(vars(known), "name") if known else _phrases(force)
        names = [each for text in sorted(described[force] - {force}) for each in _phrases(text).values()]
        commanders = dict.fromkeys(name for feature in features for name in _named(feature["properties"]))
        entry = _entry(Topic.FORCE, titles, _by_date(features))
        yield _text(entry, names=names, beside=commanders, weight=_fame(features))


def _made_by(properties: Mapping[str, Any]) -> Sequence[str]:
    """Who makes a movement or a stay: the force that its own words describe, and any that went with it."""
    return properties.get("force_ids") or [properties.get("force_id") or properties.get("force") or ""]


def _phrases(text: str) -> dict[str, str]:
    return {tongue: phrase(text, language=tongue) for tongue in Language}
