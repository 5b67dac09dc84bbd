"""Rules on single rows: ids, dates, positions and the chain of a town's intervals."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import shapely

from geodata.dates import FIRST_DAY, LAST_DAY
from geodata.record.ground import EARTH
from geodata.record.rules.finding import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature
    from geodata.record.rows import ControlRow
    from geodata.record.rules.survey import Survey

__all__ = ["days_in_order", "hyphenated_ids", "in_the_atlas", "near_geonames", "unbroken_control", "valid_geometry"]

GEONAMES_KM = 2.0
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
DAYS = (("start_earliest", "start_latest"), ("end_earliest", "end_latest"), ("start_earliest", "end_latest"))


def hyphenated_ids(survey: Survey) -> Iterator[Case]:
    """Ids of features that have no hyphen, or that two features share."""
    ids = Counter(feature["id"] for layer in survey.features.values() for feature in layer)
    for layer, features in survey.features.items():
        for feature in features:
            if not ID.fullmatch(feature["id"]) or ids[feature["id"]] > 1:
                yield _of_feature(feature, layer, "id", feature["id"], "words joined by hyphens, of no other feature")


def in_the_atlas(survey: Survey) -> Iterator[Case]:
    """Features that were over before the atlas's first day, or began after its last."""
    first, last = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
    for layer, features in survey.features.items():
        for feature in features:
            start, end = feature["properties"]["start_earliest"], feature["properties"]["end_latest"]
            if (start or first) > last or (end or last) < first:
                yield _of_feature(feature, layer, "start", f"{start}/{end}", f"a day from {first} to {last}")


def days_in_order(survey: Survey) -> Iterator[Case]:
    """Features of which an earliest day comes after the latest."""
    for layer, features in survey.features.items():
        for feature in features:
            for earlier, later in DAYS:
                one, other = feature["properties"][earlier], feature["properties"][later]
                if one and other and one > other:
                    yield _of_feature(feature, layer, earlier, one, f"no day after {later}, {other}")


def valid_geometry(survey: Survey) -> Iterator[Case]:
    """Features whose geometry is empty or not valid."""
    for layer, features in survey.features.items():
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        for feature, shape in zip(features, shapes, strict=True):
            if shape.is_empty or not shape.is_valid:
                yield _of_feature(feature, layer, "geometry", shapely.is_valid_reason(shape), "a valid geometry")


def near_geonames(survey: Survey) -> Iterator[Case]:
    """Places further from where GeoNames has them than a town is wide."""
    gazetteer = {row.geonameid: row for row in survey.record.gazetteer}
    for place in survey.record.places:
        known = gazetteer.get(place.geonameid) if place.geonameid else None
        if known is None:
            continue
        km = EARTH.inv(place.lon, place.lat, known.lon, known.lat)[2] / 1000
        if km > GEONAMES_KM:
            expected = f"a place within {GEONAMES_KM:g} km of GeoNames' {known.name} ({known.lat}, {known.lon})"
            yield Case(
                subject=place.id,
                table="places.csv",
                row=place.row,
                column="geonameid",
                found=f"{place.geonameid}: {km:.1f} km away",
                expected=expected,
            )


def unbroken_control(survey: Survey) -> Iterator[Case]:
    """Intervals of a town that leave a gap, overlap, stand apart from the town's others, or end for no successor."""
    runs = Counter(place for place, _ in groupby(survey.record.control, key=lambda row: row.place))
    for place, intervals in survey.control.items():
        if runs[place] > 1:
            yield _of_control(intervals[0], "place", place, "all the town's intervals in a row")
        for before, after in pairwise(intervals):
            if before.end != after.start:
                expected = f"the end of the interval before, {before.end or 'which is open'}"
                yield _of_control(after, "start", after.start, expected)
        if intervals[-1].end:
            yield _of_control(intervals[-1], "end", intervals[-1].end, "no end, the town's last interval being open")


def _of_control(row: ControlRow, column: str, found: str, expected: str) -> Case:
    return Case(subject=row.id, table="control.csv", row=row.row, column=column, found=found, expected=expected)


def _of_feature(feature: Feature, layer: str, column: str, found: str, expected: str) -> Case:
    table = f"{layer}.geojson"
    return Case(subject=feature["id"], table=table, row=0, column=column, found=found, expected=expected)
