"""What no page of the atlas may do: ask another host for anything, or report an error."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

__all__ = ["KNOWN_NOISE", "VIEWPORT", "Guard", "GuardError", "Noise", "guarded_context"]

VIEWPORT: ViewportSize = {"width": 1440, "height": 1000}

LOCAL_SCHEMES = frozenset({"about", "blob", "data"})


class GuardError(AssertionError):
    """A page asked another host for something, or reported an error."""


@dataclass(frozen=True)
class Noise:
    """An error in the console that is not the atlas's own, and why it is none of our making."""

    pattern: str
    reason: str

    def matches(self, text: str) -> bool:
        return re.search(self.pattern, text) is not None


KNOWN_NOISE: tuple[Noise, ...] = (
    Noise(
        pattern=r"status of 404 .*/_stcore/(health|host-config)\)$",
        reason="opened at a page's own address, Streamlit asks below that address first, and then at the root",
    ),
)


@dataclass
class Guard:
    """Listens to every page of one browser context."""

    origin: str
    allowed_hosts: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._note_address(request.url))
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self._note_error(str(error.error)))
        context.on("page", self._watch_sockets)

    def allow_host(self, host: str) -> None:
        """Let a page ask ``host``; its request still fails, as it does for a reader with no network."""
        self.allowed_hosts.add(host)

    def verify(self) -> None:
        """Fail if anything was noted, and begin anew."""
        faults = [f"asked another host: {url}" for url in self.foreign]
        faults += [f"reported an error: {text}" for text in self.errors]
        self.foreign.clear()
        self.errors.clear()
        if faults:
            raise GuardError("the page\n" + "\n".join(f"- {fault}" for fault in faults))

    def _watch_sockets(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._note_address(socket.url))

    def _note_address(self, url: str) -> None:
        if not self._is_own(url) and urlsplit(url).hostname not in self.allowed_hosts:
            self.foreign.append(url)

    def _note_message(self, message: ConsoleMessage) -> None:
        place = message.location["url"]
        # That a request to another host failed is the browser's own remark; the request itself is noted above.
        if message.type == "error" and self._is_own(place):
            self._note_error(f"{message.text} ({place})" if place else message.text)

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return not url or parts.scheme in LOCAL_SCHEMES or parts.netloc == urlsplit(self.origin).netloc

    def _note_error(self, text: str) -> None:
        if not any(noise.matches(text) for noise in KNOWN_NOISE):
            self.errors.append(text)


@contextmanager
def guarded_context(browser: Browser, guard: Guard, **options: Any) -> Iterator[BrowserContext]:  # noqa: ANN401 - Playwright's
    """Open a context as most tests use it, with changes; at its end the guard says what went wrong in it."""
    usual = {"viewport": VIEWPORT, "locale": "en-GB", "accept_downloads": True, "reduced_motion": "reduce"}
    context = browser.new_context(**{**usual, **options})
    guard.watch(context)
    try:
        yield context
    finally:
        context.close()
    guard.verify()
