"""The measures by which the layers are made, said once: for the making, and for the page that tells of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from geodata.vocabulary import Mode

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BESIDE_KM", "GROUND_KM", "PACE"]

GROUND_KM: Final = 60
"""How far the ground reaches for which a town speaks: two days' march."""

BESIDE_KM: Final = 4
"""A place no farther from a road's straight stretch lies on it: places themselves are known to a few kilometres."""

PACE: Final[Mapping[Mode, int]] = MappingProxyType({Mode.MARCH: 30, Mode.SEA: 250, Mode.MIXED: 100})
"""Kilometres on a usual day: it only says where in a vague date a force is put, never overrides a date."""
