"""The ways in which the atlas can fail, all under one name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AtlasError",
    "DateError",
    "Fault",
    "LayerError",
    "LayerFault",
    "RecordError",
    "RequestError",
    "UnknownLayerError",
]


class AtlasError(Exception):
    """Anything that the atlas itself has to say about what went wrong."""


class DateError(AtlasError, ValueError):
    """A text that is no date the atlas can use."""


@dataclass(frozen=True, order=True)
class Fault:
    """One wrong cell of one table.

    `row` counts as a spreadsheet does: the heading is row 1.
    """

    file: str
    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"row {self.row}" if self.row else "", self.column) if part)
        return f"{self.file}: {where}: {self.value!r}: expected {self.expected}"


class RecordError(AtlasError):
    """The record can't be used as it is; `faults` holds every reason, in the order of the tables."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class LayerFault:
    """A layer that could not be loaded, and why."""

    layer: str
    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


class LayerError(AtlasError):
    """A layer file that is missing or broken."""

    def __init__(self, fault: LayerFault) -> None:
        self.fault = fault
        super().__init__(str(fault))


class UnknownLayerError(AtlasError, KeyError):
    """A layer name that is not in the catalog."""

    def __str__(self) -> str:
        return f"no layer is called {self.args[0]!r}"


class RequestError(AtlasError):
    """A visitor's request that can't be answered as it stands; `status` is the HTTP status to say so with."""

    def __init__(self, message: str, *, status: int) -> None:
        self.status = status
        super().__init__(message)
