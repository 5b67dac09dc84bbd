"""What the server says beside its answers: what of Streamlit's the browser may fetch ahead, and what it may keep."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["AnswerHints"]

_SCRIPTS: Final = Path(st.__file__).parent / "static" / "static" / "js"
_WANTED: Final = ("ComponentInstance.*.js", "IFrameUtil.*.js")
_NAMED_BY_CONTENT: Final = re.compile(r"^/component/.+\.[0-9a-f]{8,}\.(?:js|css)$")
_OK: Final = 200


class AnswerHints:
    """ASGI middleware that adds headers to what Streamlit answers.

    The ``Link`` header of every page (RFC 8288) names the scripts that show the map, which the page asks for late. A
    component's files that carry a digest of their content in their names may be kept for good (RFC 8246); by
    Streamlit's own headers they would be fetched again at each visit.

    Parameters
    ----------
    app
        The application whose answers get the headers.
    prefix
        Where the server's root is, as in Streamlit's ``server.baseUrlPath``.
    """

    def __init__(self, app: ASGIApp, *, prefix: str = "") -> None:
        self.app = app
        self.root = root = f"/{prefix.strip('/')}".rstrip("/")
        names = sorted(path.name for pattern in _WANTED for path in _SCRIPTS.glob(pattern))
        self.link = ", ".join(f"<{root}/static/js/{name}>; rel=modulepreload" for name in names).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to the headers of its answer."""

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._with_hints(scope["path"].removeprefix(self.root), message)
            await send(message)

        await self.app(scope, receive, send_on if scope["type"] == "http" else send)

    def _with_hints(self, path: str, message: Message) -> list[tuple[bytes, bytes]]:
        headers = list(message.get("headers", []))
        if _is_page(path, headers):
            return [*headers, (b"link", self.link)]
        if message["status"] == _OK and _NAMED_BY_CONTENT.search(path):
            others = [(name, value) for name, value in headers if name != b"cache-control"]
            return [*others, (b"cache-control", b"public, max-age=31536000, immutable")]
        return headers


def _is_page(path: str, headers: list[tuple[bytes, bytes]]) -> bool:
    """Tell whether an answer is one of Streamlit's pages; the frames of components are no pages."""
    is_html = any(name == b"content-type" and value.startswith(b"text/html") for name, value in headers)
    return is_html and not path.startswith(("/component/", "/atlas/"))
