"""The first page's own name: Streamlit has it at the server's root alone, links have it like every other page's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["first_page"]


def first_page(name: str, *, prefix: str = "") -> Route:
    """Return the route that leads from the first page's name to where it is, with all that the address says besides.

    Parameters
    ----------
    name
        What the page is called.
    prefix
        Where the server's root is, as in Streamlit's ``server.baseUrlPath``.
    """
    root = f"/{prefix.strip('/')}".rstrip("/")

    async def lead(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{root}/?{request.url.query}")

    return Route(f"{root}/{name}", lead)
