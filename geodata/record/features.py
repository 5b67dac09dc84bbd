"""What the features of all layers have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shapely

from geodata.catalog import DATA_VERSION
from geodata.dates import Span, span
from geodata.record.accounts import disputes, versions, weights
from geodata.record.forces import Forces
from geodata.vocabulary import Certainty, Evidence, Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from geodata.record.rows import DescriptionRow, PlaceRow, SourceRow
    from geodata.record.tables import Record

Feature = dict[str, Any]
DECIMALS = 5
FULL_DATE = len("1863-05-17")


@dataclass(frozen=True)
class Library:
    """The tables that rows of other tables point at."""

    places: Mapping[str, PlaceRow]
    sources: Mapping[str, SourceRow]
    descriptions: Mapping[str, DescriptionRow]
    disputes: Mapping[str, list[dict[str, str]]]
    weights: Mapping[str, int]
    versions: Mapping[str, str]
    forces: Forces

    @classmethod
    def of(cls, record: Record) -> Library:
        """The library of a record."""
        return cls(
            {row.id: row for row in record.places},
            {row.id: row for row in record.sources},
            {row.feature: row for row in record.descriptions},
            disputes(record),
            weights(record),
            versions(record),
            Forces.of(record),
        )

    def cited(self, sources: Sequence[str]) -> list[dict[str, str]]:
        """Sources as a feature carries them, each once."""
        return [{"id": source, "locator": self.sources[source].locator} for source in dict.fromkeys(sources)]

    def at(self, place: str) -> dict[str, Any]:
        """The properties of what happened at a place."""
        row = self.places[place]
        today = row.name if row.name != row.period_name else ""
        return {"place": place, **self.place_names(place), "place_today": today, "position_km": row.coord_km}

    def place_names(self, place: str) -> dict[str, str]:
        """The names of a place as features carry them."""
        return {f"place_name_{language}": self.places[place].name_in(language) for language in Language}

    def point(self, place: str) -> shapely.Point:
        """Where a place is."""
        return shapely.Point(self.places[place].lon, self.places[place].lat)


def titles(row: object, prefix: str = "title") -> dict[str, str]:
    """The titles of a row in the three languages, from its columns `prefix_en`, `prefix_fr`, `prefix_es`."""
    return {language: getattr(row, f"{prefix}_{language}") for language in Language}


def feature(  # noqa: PLR0913 - what every feature must have
    library: Library,
    geometry: BaseGeometry,
    *,
    id: str,  # noqa: A002 - the name GeoJSON gives it
    layer: str,
    kind: str,
    title: Mapping[str, str],
    certainty: Certainty,
    evidence: Evidence,
    sources: Sequence[str],
    start: str = "",
    end: str = "",
    when: Span | None = None,
    note: str = "",
    position_km: float | None = None,
    **own: object,
) -> Feature:
    """One feature of a layer; `own` are the properties that only some layers have.

    `when` gives bounds that are not simply those of `start` and `end`.
    """
    told = library.descriptions.get(id)
    properties: dict[str, Any] = {
        "id": id,
        "layer": layer,
        "kind": kind,
        **{f"title_{language}": title[language] for language in Language},
        **{f"description_{language}": getattr(told, language, "") for language in Language},
        "note": note,
        "start": start,
        "end": end,
        **_days(when or span(start, end)),
        "certainty": certainty,
        "position_km": position_km,
        "sources": library.cited(sources),
        "evidence": evidence,
        "disputed": library.disputes.get(id, []),
        "since": library.versions.get(id, DATA_VERSION),
        **own,
    }
    shape = _geometry(geometry)
    made: Feature = {"type": "Feature", "id": id}
    if geometry.geom_type != "Point":
        made["bbox"] = [round(edge, DECIMALS) for edge in geometry.bounds]
    return {**made, "geometry": shape, "properties": properties}


def is_day(date_text: str) -> bool:
    """Whether a date names one day, without doubt."""
    return len(date_text) == FULL_DATE


def certainty(evidence: Evidence, *dates: str) -> Certainty:
    """How sure a row is that says no more than its dates and whether it was read.

    A day read on a page is certain; a vaguer date that was read, or a day from memory, is probable; a vague date from
    memory is conjectural.
    """
    precise = all(is_day(text) for text in dates)
    if evidence is Evidence.READ:
        return Certainty.CERTAIN if precise else Certainty.PROBABLE
    return Certainty.PROBABLE if precise else Certainty.CONJECTURAL


def _days(when: Span) -> dict[str, str | None]:
    return {
        "start_earliest": _iso(when.start_earliest),
        "start_latest": _iso(when.start_latest),
        "end_earliest": _iso(when.end_earliest),
        "end_latest": _iso(when.end_latest),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _geometry(geometry: BaseGeometry) -> dict[str, Any]:
    oriented = shapely.orient_polygons(geometry, exterior_cw=False)
    drawn = shapely.geometry.mapping(oriented)
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _rounded(coordinates: Any) -> Any:  # noqa: ANN401 - numbers nested to any depth
    if isinstance(coordinates, float | int):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]
