"""What the server says beside its answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.responses import Response

from pages.parts.hints import AnswerHints

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

SCRIPT = "/component/streamlit_folium.st_folium/static/js/main.521860b0.js"


def headers_of(path: str, *, media_type: str, status: int = 200, prefix: str = "") -> dict[str, str]:
    """Ask an application that answers everything, with the hints before it, and return the headers."""
    messages: list[Message] = []

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"", status, {"cache-control": "public"}, media_type)(scope, receive, send)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": []}
    asyncio.run(AnswerHints(answer, prefix=prefix)(scope, receive, send))
    return {name.decode(): value.decode() for name, value in messages[0]["headers"]}


@pytest.mark.parametrize("prefix", ["", "atlas/mexico"])
def test_a_page_names_what_shows_the_map(prefix: str) -> None:
    link = headers_of(f"/{prefix}", media_type="text/html", prefix=prefix)["link"]
    root = f"/{prefix}" if prefix else ""
    assert f"<{root}/static/js/ComponentInstance." in link
    assert f"<{root}/static/js/IFrameUtil." in link


def test_a_file_of_a_component_that_is_named_by_its_content_is_kept() -> None:
    script = headers_of(
        "/component/streamlit_folium.st_folium/static/js/main.521860b0.js", media_type="text/javascript"
    )
    assert "immutable" in script["cache-control"]
    assert "link" not in script


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/component/streamlit_folium.st_folium/index.html", 200),
        (SCRIPT, 404),
        ("/component/streamlit_folium.st_folium/static/js/main.js", 200),
        ("/static/js/index.DormvYxC.js", 200),
    ],
)
def test_nothing_else_is(path: str, status: int) -> None:
    headers = headers_of(path, media_type="text/javascript", status=status)
    assert headers["cache-control"] == "public"
