"""Names on the ground: seas, countries, states, rivers from names.csv, towns from the record's places."""

from __future__ import annotations

import csv
import json
import math
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    Row = Mapping[str, str]
    Label = dict[str, object]

__all__ = ["FILE", "labels", "read", "renewed", "write"]

HERE = Path(__file__).parent
FILE = HERE / "labels.json"

MENTIONS = {"events.csv": "place", "waypoints.csv": "place", "control.csv": "place"}
ON_LAND = {"city": 8, "port": 8, "town": 9, "village": 10, "fort": 11, "hacienda": 11, "pass": 11, "bridge": 12}
TOWNS = {"town", "capital"}
LAST_ZOOM = 16


def read(path: Path) -> list[dict[str, str]]:
    """Read the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def labels(table: Path, *, record: Path, states: Mapping[str, Point], rivers: BaseGeometry) -> list[Label]:
    """Put every name at its place.

    Parameters
    ----------
    table
        names.csv: three languages, zooms, and the position where it is no town's.
    record
        The folder of the record's tables, for the towns.
    states
        Where the name of a state goes if the table does not say.
    rivers
        The lines that the names of rivers follow.
    """
    places = _places(record)
    named = read(table)
    made = [_label(row, place=places.get(_place_of(row)), states=states, rivers=rivers) for row in named]
    return _with_towns(made, named, record=record)


def renewed(record: Path, *, file: Path = FILE, table: Path = HERE / "names.csv") -> list[Label]:
    """Return the names of a file as they are once the record's towns are put in anew; the others stay.

    Parameters
    ----------
    record
        The folder of the record's tables.
    file
        The names, as `labels` made them and `write` wrote them.
    table
        names.csv.
    """
    places = _places(record)
    before: dict[str, Label] = {label["id"]: label for label in json.loads(file.read_text(encoding="utf-8"))}
    named = [row for row in read(table) if row["id"] in before or row["kind"] in TOWNS]
    made = [
        _label(row, place=places.get(_place_of(row)), states={}, rivers=Point())
        if row["kind"] in TOWNS
        else before[row["id"]]
        for row in named
    ]
    return _with_towns(made, named, record=record)


def write(made: Iterable[Label], file: Path = FILE) -> None:
    """Write names as compact JSON, the same bytes for the same names."""
    text = json.dumps(list(made), ensure_ascii=False, separators=(",", ":"))
    file.write_text(text + "\n", encoding="utf-8")


def _with_towns(made: Sequence[Label], named: Sequence[Row], *, record: Path) -> list[Label]:
    """Add the towns of the record that the table does not name."""
    taken = {_place_of(row) for row in named if row["kind"] in TOWNS}
    mentions = _mentions(record)
    places = _places(record).items()
    towns = [_town(row, mentions[key]) for key, row in places if key not in taken and row["kind"] in ON_LAND]
    new = [town for town in towns if not any(_same(town, other) for other in made)]
    return sorted([*made, *new], key=lambda one: (str(one["min_zoom"]).zfill(2), str(one["kind"]), str(one["id"])))


def _places(record: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read(record / "places.csv")}


def _same(one: Label, other: Label, *, reach: float = 0.1) -> bool:
    """Tell one town under two ids."""
    near = math.dist(one["at"], other["at"]) < reach  # type: ignore[arg-type]
    return near and one["name"]["es"] == other["name"]["es"]  # type: ignore[index]


def _place_of(row: Row) -> str:
    return row["id"].removesuffix("-town")


def _mentions(record: Path) -> Counter[str]:
    return Counter(row[column] for name, column in MENTIONS.items() for row in read(record / name))


def _label(row: Row, *, place: Row | None, states: Mapping[str, Point], rivers: BaseGeometry) -> Label:
    point = _position(row, place=place, states=states)
    label: Label = {
        "id": row["id"],
        "kind": row["kind"],
        "name": {language: row[language] for language in ("es", "fr", "en")},
        "at": [round(point.x, 4), round(point.y, 4)],
        "min_zoom": int(row["min_zoom"]),
        "max_zoom": int(row["max_zoom"]),
    }
    if row["kind"] == "river":
        label |= _along(point, rivers)
    return label


def _position(row: Row, *, place: Row | None, states: Mapping[str, Point]) -> Point:
    if row["lon"]:
        return Point(float(row["lon"]), float(row["lat"]))
    if row["kind"] == "state":
        return states[row["id"]]
    if place is None:
        raise KeyError(f"names.csv: {row['id']} has no position and is no place of the record")
    return Point(float(place["lon"]), float(place["lat"]))


def _town(row: Row, mentions: int) -> Label:
    name = (row["name_1860s"] or row["name"]).split(" (")[0].split(" / ")[0]
    zoom = ON_LAND[row["kind"]] - (mentions >= 10) - (mentions >= 5)  # noqa: PLR2004 - much in the record, early on the map
    return {
        "id": row["id"],
        "kind": "town" if row["kind"] in {"city", "port", "town"} else "village",
        "name": {language: row.get(f"name_{language}") or name for language in ("es", "fr", "en")},
        "at": [round(float(row["lon"]), 4), round(float(row["lat"]), 4)],
        "min_zoom": max(zoom, 7),
        "max_zoom": LAST_ZOOM,
    }


def _along(point: Point, rivers: BaseGeometry, *, reach: float = 0.3, farthest: float = 0.6) -> Label:
    """Move the name of a river onto its line, and turn it with the general run of the line there."""
    line = min(shapely.get_parts(rivers), key=point.distance)
    if line.distance(point) > farthest:
        return {"angle": 0}
    along = line.project(point)
    here, before, after = (line.interpolate(along + step) for step in (0, -reach, reach))
    return {"at": [round(here.x, 4), round(here.y, 4)], "angle": _reading_angle(before, after)}


def _reading_angle(before: Point, after: Point) -> int:
    """Return the angle in degrees clockwise, as a screen counts, so that no letter stands on its head."""
    first, last = sorted([before, after], key=lambda point: point.x)
    return -round(_degrees(last.x - first.x, (last.y - first.y) / _narrowing(first.y)))


def _narrowing(latitude: float) -> float:
    return math.cos(math.radians(latitude))


def _degrees(across: float, up: float) -> float:
    return math.degrees(math.atan2(up, across))
