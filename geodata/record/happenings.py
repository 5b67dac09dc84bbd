"""Layers of what happened at a place on a day: events and guerrilla actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodata.record.features import certainty, feature, titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature, Library
    from geodata.record.rows import ActionRow, EventRow
    from geodata.record.tables import Record


def events(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `events`."""
    return (_event(row, library) for row in record.events)


def guerrilla_actions(record: Record, library: Library) -> Iterator[Feature]:
    """The layer `guerrilla_actions`."""
    sides = {zone.id: zone.side for zone in record.guerrilla_zones}
    return (_action(row, library, side=sides[row.zone]) for row in record.guerrilla_actions)


def _event(row: EventRow, library: Library) -> Feature:
    return feature(
        library,
        library.point(row.place),
        id=row.id,
        layer="events",
        kind=row.kind,
        title=titles(row),
        start=row.start,
        end=row.end or row.start,
        note=row.note,
        certainty=certainty(row.evidence, row.start),
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.place),
        side=row.victor or row.side_a,
        victor=row.victor,
        weight=library.weights.get(row.id),
        commanders=[*row.commander_a, *row.commander_b],
        belligerents=_belligerents(row),
    )


def _belligerents(row: EventRow) -> list[dict[str, Any]]:
    both = (
        _belligerent(row.side_a, row.commander_a, row.strength_a, row.losses_a),
        _belligerent(row.side_b, row.commander_b, row.strength_b, row.losses_b),
    )
    return [one for one in both if any(one.values())]


def _belligerent(side: str, commanders: tuple[str, ...], strength: str, losses: str) -> dict[str, Any]:
    return {"side": side, "commanders": list(commanders), "strength": strength, "losses": losses}


def _action(row: ActionRow, library: Library, *, side: str) -> Feature:
    return feature(
        library,
        library.point(row.place),
        id=row.id,
        layer="guerrilla_actions",
        kind=row.kind,
        title=titles(row),
        start=row.date,
        end=row.date,
        note=row.note,
        certainty=certainty(row.evidence, row.date),
        evidence=row.evidence,
        sources=row.source,
        **library.at(row.place),
        side=side,
        zone=row.zone,
        leaders=list(row.leader),
        opposing=row.opposing,
        outcome=row.result,
    )
