"""Answers to a browser: bytes with a tag, so that what it has already is not sent again, compressed once."""

from __future__ import annotations

import gzip
import hashlib
import json
import mimetypes
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from starlette.requests import Request

__all__ = ["Resource", "bundle", "file_resource", "json_resource"]

_COMPRESSIBLE: Final = ("text/", "application/json", "application/geo+json", "image/svg")


@dataclass(frozen=True)
class Resource:
    """A body to hand out, with its media type and, for a download, the name of its file."""

    body: bytes
    media_type: str
    download_as: str = ""

    @cached_property
    def tag(self) -> str:
        """The entity tag: a digest of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @cached_property
    def compressed(self) -> bytes | None:
        """The body in gzip, or None where that would not make it smaller."""
        if not self.media_type.startswith(_COMPRESSIBLE):
            return None
        return gzip.compress(self.body, mtime=0)

    def answer(self, request: Request) -> Response:
        """Return the response to a request: the body, or word that the browser's copy is still good."""
        headers = {"ETag": self.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if self.download_as:
            headers["Content-Disposition"] = f'attachment; filename="{self.download_as}"'
        if self.compressed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(self.compressed, headers=headers, media_type=self.media_type)
        return Response(self.body, headers=headers, media_type=self.media_type)


def json_resource(value: object) -> Resource:
    """Return a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Resource(text.encode(), "application/json")


def file_resource(path: Path) -> Resource:
    """Return a file as it is on the disk now.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    return _file_resource(path, path.stat().st_mtime_ns)


def bundle(paths: Sequence[Path], *, before: bytes = b"") -> Resource:
    """Return text files of one kind as one, so that a page asks once for all of them; `before` goes first."""
    return _bundle(tuple(file_resource(path) for path in paths), before)


@lru_cache(maxsize=8)
def _bundle(files: tuple[Resource, ...], before: bytes) -> Resource:
    return Resource(b"\n".join([before, *(file.body for file in files)]), files[0].media_type)


@lru_cache(maxsize=128)
def _file_resource(path: Path, _modified: int) -> Resource:
    known = {".js": "text/javascript", ".geojson": "application/geo+json", ".webp": "image/webp"}
    media_type = known.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Resource(path.read_bytes(), media_type)
