"""What the browser may fetch ahead: the part of Streamlit's pages that shows the map, which it asks for late."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["MapHints"]

_SCRIPTS: Final = Path(st.__file__).parent / "static" / "static" / "js"
_WANTED: Final = ("ComponentInstance.*.js", "IFrameUtil.*.js")


class MapHints:
    """ASGI middleware that names scripts in the ``Link`` header of every page (RFC 8288).

    Parameters
    ----------
    app
        The application whose pages get the header.
    prefix
        Where the server's root is, as in Streamlit's ``server.baseUrlPath``.
    """

    def __init__(self, app: ASGIApp, *, prefix: str = "") -> None:
        self.app = app
        root = f"/{prefix.strip('/')}".rstrip("/")
        names = sorted(path.name for pattern in _WANTED for path in _SCRIPTS.glob(pattern))
        self.link = ", ".join(f"<{root}/static/js/{name}>; rel=modulepreload" for name in names).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put the header on the answer if that is a page."""

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                message["headers"] = [*message.get("headers", []), (b"link", self.link)]
            await send(message)

        await self.app(scope, receive, send_on if scope["type"] == "http" else send)


def _is_page(scope: Scope, message: Message) -> bool:
    """Tell whether an answer is one of Streamlit's pages; the frames of components are no pages."""
    is_html = any(name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"])
    return is_html and "/component/" not in scope["path"] and "/atlas/" not in scope["path"]
