"""Leaflet.timeline, the usual way to show dated features with Leaflet, fetched when it is compared; never kept here."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["leaflet_timeline"]

PACKAGE = "leaflet.timeline@1.6.0"
SCRIPT = "package/dist/leaflet.timeline.js"
PATIENCE_SECONDS = 120


def leaflet_timeline(folder: Path) -> str | None:
    """Fetch the script with npm into ``folder``; None, with the reason on stderr, if that can't be done."""
    try:
        with tarfile.open(_packed(folder)) as archive, archive.extractfile(SCRIPT) or io.BytesIO() as script:
            return script.read().decode()
    except (subprocess.SubprocessError, tarfile.TarError, LookupError, OSError) as fault:
        reason = getattr(fault, "stderr", None) or fault
        sys.stderr.write(f"not compared with Leaflet.timeline: {reason}\n")
        return None


def _packed(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise LookupError("there is no npm")
    command = [npm, "pack", PACKAGE, "--silent"]
    done = subprocess.run(  # noqa: S603 - a command written here
        command, cwd=folder, capture_output=True, text=True, check=True, timeout=PATIENCE_SECONDS
    )
    return folder / done.stdout.split()[-1]
