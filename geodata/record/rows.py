"""What a row of each table holds, and how each of its cells is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.phrases import phrase
from geodata.record import readers
from geodata.record.readers import cell, member, number, optional, reference
from geodata.vocabulary import (
    ActionKind,
    Certainty,
    EventKind,
    Evidence,
    Holder,
    Intensity,
    LocalGroup,
    LocalKind,
    Mode,
    PlaceKind,
    PositionBasis,
    RoadKind,
    Side,
    SourceKind,
    Status,
    Today,
)

if TYPE_CHECKING:
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

LATITUDE = number(-90, 90)
LONGITUDE = number(-180, 180)
DISTANCE = number(0, 500)
PLACE = reference("places", "place")
DATE_OR_NONE = optional(readers.date, empty="")
SIDE_OR_NONE = optional(member(Side), empty="")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of any table; `row` is its number as a spreadsheet counts."""

    row: int


@dataclass(frozen=True, kw_only=True)
class Cited(Row):
    """A row that says who says so."""

    note: str = cell(readers.text)
    source: tuple[str, ...] = cell(readers.sources)
    evidence: Evidence = cell(member(Evidence))


@dataclass(frozen=True, kw_only=True)
class SourceRow(Row):
    """A source that was read."""

    id: str = cell(readers.identifier)
    kind: SourceKind = cell(member(SourceKind))
    author: str = cell(readers.text)
    title: str = cell(readers.words)
    year: str = cell(readers.text)
    publisher: str = cell(readers.text)
    url: str = cell(readers.text)
    locator: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class PlaceRow(Row):
    """A place."""

    id: str = cell(readers.identifier)
    name: str = cell(readers.words)
    name_1860s: str = cell(readers.text)
    name_en: str = cell(readers.text)
    name_fr: str = cell(readers.text)
    name_es: str = cell(readers.text)
    kind: PlaceKind = cell(member(PlaceKind))
    lat: float = cell(LATITUDE)
    lon: float = cell(LONGITUDE)
    geonameid: int | None = cell(optional(readers.whole))
    coord_source: str = cell(readers.words)
    coord_km: float | None = cell(optional(DISTANCE))
    note: str = cell(readers.text)

    @property
    def period_name(self) -> str:
        """The name of the 1860s."""
        return self.name_1860s or self.name

    def name_in(self, language: str) -> str:
        """The name that `language` has for the place, else its name of the 1860s, in words if it is no proper name."""
        return str(getattr(self, f"name_{language}")) or phrase(self.period_name, language=language)


@dataclass(frozen=True, kw_only=True)
class EventRow(Cited):
    """An event."""

    id: str = cell(readers.identifier)
    place: str = cell(PLACE)
    start: str = cell(readers.date)
    end: str = cell(DATE_OR_NONE)
    kind: EventKind = cell(member(EventKind))
    title_en: str = cell(readers.words)
    title_fr: str = cell(readers.words)
    title_es: str = cell(readers.words)
    victor: str = cell(SIDE_OR_NONE)
    side_a: str = cell(SIDE_OR_NONE)
    commander_a: tuple[str, ...] = cell(readers.names)
    strength_a: str = cell(readers.text)
    losses_a: str = cell(readers.text)
    side_b: str = cell(SIDE_OR_NONE)
    commander_b: tuple[str, ...] = cell(readers.names)
    strength_b: str = cell(readers.text)
    losses_b: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class MovementRow(Cited):
    """A movement of one force."""

    id: str = cell(readers.identifier)
    title_en: str = cell(readers.words)
    title_fr: str = cell(readers.words)
    title_es: str = cell(readers.words)
    force: str = cell(readers.words)
    side: Side = cell(member(Side))
    commander: tuple[str, ...] = cell(readers.names)
    strength: str = cell(readers.text)
    start: str = cell(DATE_OR_NONE)
    end: str = cell(DATE_OR_NONE)
    campaign: str = cell(readers.text)
    mode: Mode = cell(member(Mode))
    outcome: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class WaypointRow(Cited):
    """A point on the way of a movement."""

    movement: str = cell(reference("movements", "movement"))
    seq: int = cell(readers.whole)
    place: str = cell(PLACE)
    arrive: str = cell(DATE_OR_NONE)
    depart: str = cell(DATE_OR_NONE)


@dataclass(frozen=True, kw_only=True)
class ControlRow(Cited):
    """Who held a town; `end` is the next row's `start`, and empty when no later change is recorded."""

    id: str = cell(readers.identifier)
    place: str = cell(PLACE)
    start: str = cell(readers.date)
    end: str = cell(DATE_OR_NONE)
    holder: Holder = cell(member(Holder))
    status: Status = cell(member(Status))
    garrison: str = cell(readers.text)
    troops: tuple[Side, ...] = cell(readers.members(Side))
    certainty: Certainty = cell(readers.confidence)


@dataclass(frozen=True, kw_only=True)
class ZoneRow(Cited):
    """A guerrilla zone."""

    id: str = cell(readers.identifier)
    name_en: str = cell(readers.words)
    name_fr: str = cell(readers.words)
    name_es: str = cell(readers.words)
    region_note: str = cell(readers.text)
    wkt: Polygon = cell(readers.geometry("Polygon"))
    shape_basis: str = cell(readers.text)
    side: Side = cell(member(Side))
    certainty: Certainty = cell(readers.confidence)
    leaders: tuple[str, ...] = cell(readers.names)
    opposing: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class PhaseRow(Cited):
    """A phase of a guerrilla zone."""

    id: str = cell(readers.identifier)
    zone: str = cell(reference("guerrilla_zones", "zone"))
    start: str = cell(readers.date)
    end: str = cell(readers.date)
    intensity: Intensity = cell(member(Intensity))


@dataclass(frozen=True, kw_only=True)
class ActionRow(Cited):
    """A guerrilla action."""

    id: str = cell(readers.identifier)
    zone: str = cell(reference("guerrilla_zones", "zone"))
    place: str = cell(PLACE)
    date: str = cell(readers.date)
    kind: ActionKind = cell(member(ActionKind))
    title_en: str = cell(readers.words)
    title_fr: str = cell(readers.words)
    title_es: str = cell(readers.words)
    leader: tuple[str, ...] = cell(readers.names)
    opposing: str = cell(readers.text)
    result: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class LocalRow(Cited):
    """A feature of a close-up, or of the country's telegraph and ports."""

    id: str = cell(readers.identifier)
    map: str = cell(readers.words)
    layer: LocalGroup = cell(member(LocalGroup))
    name_en: str = cell(readers.words)
    name_fr: str = cell(readers.words)
    name_es: str = cell(readers.words)
    kind: LocalKind = cell(member(LocalKind))
    wkt: BaseGeometry = cell(readers.geometry("Point", "LineString", "Polygon"))
    side: str = cell(SIDE_OR_NONE)
    start: str = cell(DATE_OR_NONE)
    end: str = cell(DATE_OR_NONE)
    certainty: Certainty = cell(member(Certainty))
    position_km: float = cell(DISTANCE)
    position_basis: PositionBasis = cell(member(PositionBasis))
    today: str = cell(optional(member(Today), empty=""), absent="")
    today_note: str = cell(readers.text, absent="")
    today_source: tuple[str, ...] = cell(optional(readers.sources, empty=()), absent="")


@dataclass(frozen=True, kw_only=True)
class RoadRow(Cited):
    """A road, railway, sea way or river way, by the places along it."""

    id: str = cell(readers.identifier)
    name_en: str = cell(readers.words)
    name_fr: str = cell(readers.words)
    name_es: str = cell(readers.words)
    kind: RoadKind = cell(member(RoadKind))
    places: tuple[str, ...] = cell(readers.line(PLACE))
    start: str = cell(DATE_OR_NONE)
    end: str = cell(DATE_OR_NONE)


@dataclass(frozen=True, kw_only=True)
class DepartmentRow(Cited):
    """A department of the division of 3 March 1865."""

    id: str = cell(readers.identifier)
    number: int = cell(readers.whole)
    name: str = cell(readers.words)
    capital: str = cell(readers.words)
    capital_place: str = cell(PLACE)
    start: str = cell(readers.date)
    end: str = cell(readers.date)
    lat: float = cell(LATITUDE)
    lon: float = cell(LONGITUDE)


@dataclass(frozen=True, kw_only=True)
class DescriptionRow(Row):
    """What the atlas says of a feature in its three languages."""

    feature: str = cell(readers.feature)
    en: str = cell(readers.text)
    fr: str = cell(readers.text)
    es: str = cell(readers.text)
