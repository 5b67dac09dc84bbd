"""What the record says of a feature beside its own row: accounts that differ, its weight, since when it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geodata.record.margin_rows import AccountRow
    from geodata.record.tables import Record

__all__ = ["disputes", "versions", "weights"]

Account = dict[str, str]


def disputes(record: Record) -> Mapping[str, list[Account]]:
    """The accounts that differ, by feature, in the order of their table."""
    found: dict[str, list[Account]] = {}
    for row in record.accounts:
        found.setdefault(row.feature, []).extend(_told(row))
    return found


def weights(record: Record) -> Mapping[str, int]:
    """How great the events are that the record weighs, from 1 to 5."""
    return {row.event: int(row.weight) for row in record.event_weights}


def versions(record: Record) -> Mapping[str, str]:
    """The version in which each feature first stood; what is not listed is new."""
    return {row.feature: row.version for row in record.since}


def _told(row: AccountRow) -> list[dict[str, Any]]:
    """One account for each source, so that each can be cited."""
    account = {"property": row.property, "value": row.value}
    margin = {"locator": row.locator, "note": row.note}
    return [{**account, "source": source, **margin} for source in row.source or ("",)]
