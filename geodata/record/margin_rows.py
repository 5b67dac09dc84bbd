"""What a row of each table about the record itself holds: accounts that differ, weights, reasons, open questions."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.record import readers
from geodata.record.force_rows import MOVEMENT
from geodata.record.readers import cell, member, optional, reference
from geodata.record.rows import LATITUDE, LONGITUDE, Row
from geodata.vocabulary import Means


@dataclass(frozen=True, kw_only=True)
class AccountRow(Row):
    """What one source says of one property of a feature, where sources differ."""

    feature: str = cell(readers.feature)
    property: str = cell(readers.words)
    value: str = cell(readers.words)
    source: tuple[str, ...] = cell(readers.sources)
    locator: str = cell(readers.text)
    note: str = cell(readers.text)


@dataclass(frozen=True, kw_only=True)
class EventWeightRow(Row):
    """How great an event was, from 1 to 5."""

    event: str = cell(reference("events", "event"))
    weight: float = cell(readers.number(1, 5))


@dataclass(frozen=True, kw_only=True)
class MeansRow(Row):
    """By what a force travelled to a way point (`seq`), or on the whole of a movement (no `seq`), and how one knows."""

    movement: str = cell(MOVEMENT)
    seq: int | None = cell(optional(readers.whole))
    means: Means = cell(member(Means))
    why: str = cell(readers.words)


@dataclass(frozen=True, kw_only=True)
class ExceptionRow(Row):
    """A case that a rule finds and that is right all the same."""

    rule: str = cell(readers.identifier)
    subject: str = cell(readers.words)
    reason: str = cell(readers.words)


@dataclass(frozen=True, kw_only=True)
class OpenQuestionRow(Row):
    """A case that a rule finds and that nobody has settled yet."""

    rule: str = cell(readers.identifier)
    subject: str = cell(readers.words)
    found: str = cell(readers.text)
    since: str = cell(readers.words)


@dataclass(frozen=True, kw_only=True)
class SinceRow(Row):
    """The version of the data in which a feature first stood."""

    feature: str = cell(readers.identifier)
    version: str = cell(readers.words)


@dataclass(frozen=True, kw_only=True)
class PhraseRow(Row):
    """A short English text of the record, in the other languages."""

    en: str = cell(readers.words)
    fr: str = cell(readers.words)
    es: str = cell(readers.words)


@dataclass(frozen=True, kw_only=True)
class GazetteerRow(Row):
    """Where GeoNames has a place."""

    geonameid: int = cell(readers.whole)
    name: str = cell(readers.words)
    lat: float = cell(LATITUDE)
    lon: float = cell(LONGITUDE)
