"""The forces that last: their names, who led them when, and which movements they made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.dates import Span, span
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.record.force_rows import ForceCommanderRow, ForceRow, MovementForceRow
    from geodata.record.tables import Record

__all__ = ["Forces"]


@dataclass(frozen=True)
class Forces:
    """The forces of the record, asked by force and by movement."""

    by_id: Mapping[str, ForceRow]
    commanders: Mapping[str, list[ForceCommanderRow]]
    movements: Mapping[str, list[MovementForceRow]]

    @classmethod
    def of(cls, record: Record) -> Forces:
        """The forces of a record."""
        commanders: dict[str, list[ForceCommanderRow]] = {}
        for led in record.force_commanders:
            commanders.setdefault(led.force, []).append(led)
        movements: dict[str, list[MovementForceRow]] = {}
        for made in record.movement_forces:
            movements.setdefault(made.movement, []).append(made)
        return cls({row.id: row for row in record.forces}, commanders, movements)

    def commanders_in(self, force: str, when: Span) -> list[str]:
        """Who led a force, or may have, within a span of days."""
        led = (row for row in self.commanders.get(force, []) if _meet(span(row.start, row.end), when))
        return list(dict.fromkeys(row.commander for row in led))

    def names(self, force: str) -> dict[str, str]:
        """The names of a force as a feature carries them; empty for no force."""
        if not force:
            return {f"force_name_{language}": "" for language in Language}
        row = self.by_id[force]
        return {f"force_name_{language}": getattr(row, f"name_{language}") for language in Language}

    def of_movement(self, movement: str) -> dict[str, Any]:
        """The properties that say which forces made a movement; the first that came whole is the movement's own."""
        made = sorted(self.movements.get(movement, []), key=lambda row: row.detachment)
        first = made[0].force if made else ""
        return {
            "force_id": first,
            **self.names(first),
            "detachment": bool(made) and made[0].detachment,
            "force_ids": [row.force for row in made],
        }


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans may share a day."""
    return not (
        (one.end_latest and other.start_earliest and one.end_latest < other.start_earliest)
        or (other.end_latest and one.start_earliest and other.end_latest < one.start_earliest)
    )
