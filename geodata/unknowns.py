"""What the record does not know: days of forces that nothing accounts for, ways only supposed, open questions."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.dates import FIRST_DAY, LAST_DAY
from geodata.vocabulary import Road

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geodata.atlas import Atlas, Feature

__all__ = ["QUESTIONS", "Question", "Share", "days_unaccounted", "disputed", "legs_supposed", "load_questions"]

QUESTIONS: Final = Path(__file__).parent / "record" / "tables" / "open_questions.csv"

_PLACES_FORCES: Final = ("troop_movements", "seat_of_government", "force_stations")


@dataclass(frozen=True)
class Question:
    """A case that a rule on agreement finds and nobody has settled; `subjects` are the ids that it is about."""

    rule: str
    subjects: tuple[str, ...]
    since: str


@dataclass(frozen=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def ratio(self) -> float:
        """The part of one."""
        return self.part / self.whole if self.whole else 0.0


def load_questions(path: Path = QUESTIONS) -> tuple[Question, ...]:
    """Read the open questions, in the order of the table; none if it is missing."""
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as table:
        return tuple(Question(row["rule"], _subjects(row["subject"]), row["since"]) for row in csv.DictReader(table))


def _subjects(text: str) -> tuple[str, ...]:
    """Return the ids in a subject: two joined by a plus, or one before a slash and what of it is meant."""
    return tuple(part.partition("/")[0] for part in text.split("+"))


def days_unaccounted(atlas: Atlas) -> Share:
    """Return on how many days of the lives of all forces no march and no stay says where the force may have been."""
    told: dict[str, set[int]] = {force: set() for force in atlas.forces()}
    for feature in _of(atlas, _PLACES_FORCES):
        properties = feature["properties"]
        if not properties.get("detachment"):
            for force in properties.get("force_ids") or (properties.get("force") or "",):
                told.setdefault(force, set()).update(_days(feature))
    lives = {id_: range(force.first.toordinal(), force.last.toordinal() + 1) for id_, force in atlas.forces().items()}
    unknown = sum(len(set(life) - told[force]) for force, life in lives.items())
    return Share(unknown, sum(len(life) for life in lives.values()))


def legs_supposed(atlas: Atlas) -> Share:
    """Return how many legs of the movements by land follow a road that is only supposed."""
    roads = Counter(leg["road"] for feature in _of(atlas, _PLACES_FORCES[:2]) for leg in feature["properties"]["legs"])
    return Share(roads[Road.SUPPOSED], roads[Road.SUPPOSED] + roads[Road.KNOWN])


def disputed(atlas: Atlas) -> int:
    """Return of how many features the accounts differ."""
    return sum(bool(feature["properties"].get("disputed")) for feature in _of(atlas, atlas.layers))


def _of(atlas: Atlas, layers: Iterable[str]) -> Iterator[Feature]:
    return (feature for layer in layers if layer in atlas.layers for feature in atlas.layers[layer].features)


def _days(feature: Feature) -> range:
    first, last = (feature["properties"][limit] for limit in ("start_earliest", "end_latest"))
    begins = date.fromisoformat(first) if first else FIRST_DAY
    ends = date.fromisoformat(last) if last else LAST_DAY
    return range(begins.toordinal(), ends.toordinal() + 1)
