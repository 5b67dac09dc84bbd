"""The layers made from the table of local features: the four close-ups, and the country's telegraph and ports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.dates import day_before, span_until
from geodata.record.features import feature, titles
from geodata.vocabulary import Holder, LocalGroup, LocalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.record.features import Feature, Library
    from geodata.record.rows import LocalRow
    from geodata.record.tables import Record

NATIONAL = {
    LocalGroup.TELEGRAPH: "telegraph",
    LocalGroup.PORT_STATUS: "ports",
}
HOLDERS = {
    LocalKind.PORT_REPUBLIC: Holder.REPUBLIC,
    LocalKind.PORT_FRENCH: Holder.FRANCE,
    LocalKind.PORT_IMPERIAL: Holder.EMPIRE,
    LocalKind.PORT_ALLIED: Holder.ALLIED,
}


def local_features(record: Record, library: Library, *, layer: str) -> Iterator[Feature]:
    """A layer made from the table of local features."""
    rows = [row for row in record.local if layer_of(row) == layer]
    changes = {(row.wkt, row.start) for row in rows if row.kind in HOLDERS or row.kind is LocalKind.PORT_BLOCKADED}
    return (_local(row, library, layer=layer, replaced=(row.wkt, row.end) in changes) for row in rows)


def layer_of(row: LocalRow) -> str | None:
    """The layer to which a row goes; None if it fits in no layer."""
    return NATIONAL.get(row.layer) if row.map == "national" else row.map


def unused_locals(record: Record) -> Iterator[LocalRow]:
    """National rows of a kind for which there is no layer."""
    return (row for row in record.local if layer_of(row) is None)


def _local(row: LocalRow, library: Library, *, layer: str, replaced: bool) -> Feature:
    """One feature; what is `replaced` on its end day, as one status of a port by the next, ends on the day before."""
    return feature(
        library,
        row.wkt,
        id=row.id,
        layer=layer,
        kind=row.kind,
        title=titles(row, "name"),
        start=row.start,
        end=day_before(row.end) if replaced else row.end,
        when=span_until(row.start, row.end) if replaced else None,
        note=row.note,
        certainty=row.certainty,
        position_km=row.position_km,
        position_basis=row.position_basis,
        evidence=row.evidence,
        sources=row.source,
        group=row.layer,
        side=row.side,
        holder=HOLDERS.get(row.kind, ""),
        **({} if row.map == "national" else _today(row, library)),
    )


def _today(row: LocalRow, library: Library) -> dict[str, object]:
    """What became of the thing; all empty where no source on record says so."""
    cited = library.cited(row.today_source)
    return {"today": row.today, "today_note": row.today_note, "today_sources": cited}
