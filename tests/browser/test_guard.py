from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.browser.guard import Guard, GuardError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ELSEWHERE = "elsewhere.example"


class EmptyPage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><link rel=icon href='data:,'><title>nothing</title>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        pass


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), EmptyPage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def guard(origin: str) -> Guard:
    return Guard(origin)


def visit(browser: Browser, guard: Guard, *, script: str) -> None:
    context = browser.new_context()
    guard.watch(context)
    page = context.new_page()
    page.goto(guard.origin)
    page.evaluate(f"() => {{ setTimeout(() => {{ {script} }}) }}")
    page.wait_for_timeout(300)
    context.close()


@pytest.mark.parametrize(
    "script",
    [
        f"new Image().src = 'https://{ELSEWHERE}/tile.png'",
        "new Image().src = 'http://192.0.2.1/tile.png'",
        f"fetch('http://{ELSEWHERE}/data.json').catch(() => null)",
        f"navigator.sendBeacon('http://{ELSEWHERE}/count')",
        f"new WebSocket('ws://{ELSEWHERE}/stream')",
        f"document.body.append(Object.assign(document.createElement('iframe'), {{src: 'http://{ELSEWHERE}/'}}))",
        "fetch('http://127.0.0.1:9/').catch(() => null)",
    ],
)
def test_request_to_another_host_fails(browser: Browser, guard: Guard, script: str) -> None:
    visit(browser, guard, script=script)
    with pytest.raises(GuardError, match="asked another host"):
        guard.verify()


@pytest.mark.parametrize(
    "script",
    [
        "console.error('broken')",
        "throw new Error('broken')",
        "Promise.reject(new Error('broken'))",
        "document.body.innerHTML = '<iframe srcdoc=\"<script>console.error(&quot;broken&quot;)</script>\"></iframe>'",
    ],
)
def test_error_in_the_page_fails(browser: Browser, guard: Guard, script: str) -> None:
    visit(browser, guard, script=script)
    with pytest.raises(GuardError, match=r"reported an error: .*broken"):
        guard.verify()


def test_quiet_page_passes(browser: Browser, guard: Guard) -> None:
    visit(browser, guard, script="fetch('/data.json'); console.log('fine'); console.warn('well')")
    guard.verify()


def test_allowed_host_passes_and_stays_out_of_reach(browser: Browser, guard: Guard) -> None:
    guard.allow_host(ELSEWHERE)
    script = f"fetch('http://{ELSEWHERE}/').then(() => console.error('reached'), () => null)"
    visit(browser, guard, script=script)
    guard.verify()
