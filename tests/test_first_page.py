"""The first page under its own name, by which links and the README call it."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request

from pages.parts.first_page import first_page


@pytest.mark.parametrize(("prefix", "root"), [("", "/"), ("mexico/atlas", "/mexico/atlas/")])
def test_the_first_page_is_found_by_its_name_too(prefix: str, root: str) -> None:
    route = first_page("war", prefix=prefix)
    assert route.path == f"{root}war"
    query = b"date=1863-05-17&step=day&lang=es"
    request = Request({"type": "http", "path": route.path, "query_string": query, "headers": []})
    answer = asyncio.run(route.endpoint(request))
    assert answer.status_code == 307
    assert answer.headers["location"] == f"{root}?{query.decode()}"
