"""The running atlas, a browser, and a guarded page for each test."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import launch
from tests.browser.guard import VIEWPORT, Guard, guarded_context
from tests.browser.server import serve

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong

APP = Path(__file__).parents[2] / "app.py"


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the atlas, served for the whole of the browser's tests; no slash at its end."""
    with serve(APP, log=tmp_path_factory.mktemp("server") / "log") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def guard(app_url: str) -> Guard:
    """Fails the test in which a page asks another host or reports an error; ask for it to allow a host."""
    return Guard(app_url)


@pytest.fixture
def context(browser: Browser, guard: Guard) -> Iterator[BrowserContext]:
    with guarded_context(browser, guard) as context:
        yield context


@pytest.fixture
def first_page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield an empty page in a context of its own, in which nothing was fetched before."""
    page = context.new_page()
    yield page
    _photograph(page, request.node)


@pytest.fixture(scope="session")
def known_guard(app_url: str) -> Guard:
    return Guard(app_url)


@pytest.fixture(scope="session")
def known_context(browser: Browser, known_guard: Guard) -> Iterator[BrowserContext]:
    """Keep what was fetched once: a context of its own costs a test as much as two visits."""
    with guarded_context(browser, known_guard) as context:
        yield context


@pytest.fixture
def new_page(known_context: BrowserContext, known_guard: Guard, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield a page of its own, for what can't be undone in it."""
    page = known_context.new_page()
    yield page
    _photograph(page, request.node)
    page.close()
    known_guard.verify()


@pytest.fixture(scope="session")
def known_page(known_context: BrowserContext) -> Page:
    return known_context.new_page()


@pytest.fixture
def page(known_page: Page, known_guard: Guard, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield the page of a reader who has been here before: a new visit, with what was fetched once in the cache."""
    known_page.bring_to_front()
    yield known_page
    _photograph(known_page, request.node)
    known_page.goto("about:blank")
    known_page.mouse.move(0, 0)
    known_page.set_viewport_size(VIEWPORT)
    known_page.emulate_media(reduced_motion="reduce", color_scheme="light")
    known_guard.verify()


@contextmanager
def visit(context: BrowserContext, guard: Guard, address: str, *, minds_motion: bool = True) -> Iterator[Page]:
    """Open a page for several tests; at its end the guard says what went wrong in it."""
    page = context.new_page()
    page.emulate_media(reduced_motion="reduce" if minds_motion else "no-preference")
    page.goto(address)
    yield page
    page.close()
    guard.verify()


@pytest.fixture(scope="module")
def module_page(
    known_context: BrowserContext, known_guard: Guard, app_url: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Yield a page that all tests of a module use one after the other; it opens at the module's ``ADDRESS``."""
    with visit(known_context, known_guard, app_url + getattr(request.module, "ADDRESS", "/?lang=en")) as page:
        yield page


@pytest.fixture
def shared_page(module_page: Page) -> Page:
    """Return the page of the module, in front: Chromium gives few frames to a page behind another."""
    module_page.bring_to_front()
    return module_page


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its page can be photographed before it closes."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


def _photograph(page: Page, item: pytest.Item) -> None:
    if FAILED in item.stash:
        page.screenshot(path=_picture_path(item))


def _picture_path(item: pytest.Item) -> Path:
    folder = item.config.rootpath / ".pytest_cache" / "browser"
    return folder / f"{re.sub(r'[^A-Za-z0-9]+', '-', item.nodeid).strip('-')}.png"
