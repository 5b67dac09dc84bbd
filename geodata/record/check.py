"""Whether the record is sound, and the layers are what it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.catalog import LAYERS
from geodata.record.build import make
from geodata.record.tables import TABLES, read_record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check"]


def check(tables: Path = TABLES, layers: Path = LAYERS) -> list[str]:
    """Layers that are not what the tables make, one line each; empty if all is well.

    Raises
    ------
    RecordError
        If the tables themselves have faults.
    """
    return [
        f"{name}: {reason}"
        for name, content in make(read_record(tables)).files.items()
        if (reason := _difference(layers / name, content))
    ]


def _difference(path: Path, content: bytes) -> str:
    if not path.exists():
        return "missing: run python -m geodata build"
    return "" if path.read_bytes() == content else "not what the tables make: run python -m geodata build"
