"""The bibliography: what was read, and how to cite it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SOURCES", "Source", "load_sources"]

SOURCES = Path(__file__).parent / "record" / "tables" / "sources.csv"


@dataclass(frozen=True)
class Source:
    """One page, chapter, letter or book that was read."""

    id: str
    kind: str
    author: str
    title: str
    year: str
    publisher: str
    url: str
    locator: str

    @property
    def citation(self) -> str:
        """The source in one line of plain text: author, title, publisher, year."""
        published = ", ".join(part for part in (self.publisher, self.year) if part)
        parts = (part.rstrip(".") for part in (self.author, self.title, published) if part)
        return ". ".join(parts) + "."


COLUMNS = tuple(field.name for field in fields(Source))


@cache
def load_sources(path: Path = SOURCES) -> Mapping[str, Source]:
    """Every source by its id, in the order of the table."""
    with path.open(encoding="utf-8", newline="") as table:
        sources = (Source(**{column: row.get(column) or "" for column in COLUMNS}) for row in csv.DictReader(table))
        return {source.id: source for source in sources}
