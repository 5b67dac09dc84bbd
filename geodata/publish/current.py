"""The atlas as it lies on the disk now: loaded once, and anew when a layer file has changed."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Final

from geodata.atlas import Atlas
from geodata.catalog import CATALOG, LAYERS

__all__ = ["FOLDER_VARIABLE", "Version", "current_atlas", "current_version", "layers_folder"]

FOLDER_VARIABLE: Final = "ATLAS_LAYERS"
"""Environment variable that names another folder of layers than the atlas's own."""

Version = tuple[tuple[str, int], ...]


def layers_folder() -> Path:
    """Return the folder from which layers are served."""
    return Path(os.environ.get(FOLDER_VARIABLE, LAYERS))


def current_version() -> Version:
    """Return what tells one state of the layer files from another: for each its name and time of change."""
    folder = layers_folder()
    return tuple((entry.file, _changed(folder / entry.file)) for entry in CATALOG.values())


def current_atlas() -> Atlas:
    """Return the atlas of the present layer files."""
    return _atlas(layers_folder(), current_version())


@lru_cache(maxsize=2)
def _atlas(folder: Path, _version: Version) -> Atlas:
    return Atlas.load(folder)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
