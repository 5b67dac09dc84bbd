"""What a row of each table about forces holds: forces that last, who led them, where they lay."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.record import readers
from geodata.record.readers import cell, member, optional, reference
from geodata.record.rows import DATE_OR_NONE, PLACE, Cited, Row
from geodata.vocabulary import Arm, Certainty, ForceKind, Purpose, Side

FORCE = reference("forces", "force")
MOVEMENT = reference("movements", "movement")


@dataclass(frozen=True, kw_only=True)
class ForceRow(Cited):
    """A force that lasts; an empty `start` or `end` is that of the war."""

    id: str = cell(readers.identifier)
    side: Side = cell(member(Side))
    name_en: str = cell(readers.words)
    name_fr: str = cell(readers.words)
    name_es: str = cell(readers.words)
    kind: ForceKind = cell(member(ForceKind))
    arm: Arm = cell(member(Arm))
    parent: str = cell(optional(FORCE, empty=""))
    start: str = cell(DATE_OR_NONE)
    end: str = cell(DATE_OR_NONE)


@dataclass(frozen=True, kw_only=True)
class ForceCommanderRow(Cited):
    """Who led a force, from when to when."""

    force: str = cell(FORCE)
    commander: str = cell(readers.words)
    start: str = cell(DATE_OR_NONE)
    end: str = cell(DATE_OR_NONE)


@dataclass(frozen=True, kw_only=True)
class MovementForceRow(Row):
    """Which force made a movement, whole or, if `detachment`, by a part of it."""

    movement: str = cell(MOVEMENT)
    force: str = cell(FORCE)
    detachment: bool = cell(readers.yes, absent="")


@dataclass(frozen=True, kw_only=True)
class StationRow(Cited):
    """A stay of a force at a place; a stay of purpose `unknown` has no place."""

    id: str = cell(readers.identifier)
    force: str = cell(FORCE)
    place: str = cell(optional(PLACE, empty=""))
    start: str = cell(readers.date)
    end: str = cell(DATE_OR_NONE)
    purpose: Purpose = cell(member(Purpose))
    certainty: Certainty = cell(member(Certainty))


@dataclass(frozen=True, kw_only=True)
class TroopStrengthRow(Cited):
    """How many soldiers a nation had in Mexico on a date."""

    date: str = cell(readers.date)
    nation: str = cell(readers.words)
    strength: str = cell(readers.words)
    scope: str = cell(readers.text)
