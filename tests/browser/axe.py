"""What axe-core finds in a page: serious faults of accessibility."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

__all__ = ["BUT_COLOURS", "COLOURS", "EVERY_RULE", "faults", "faults_everywhere"]

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_SERIOUS = {"serious", "critical"}
# On a telephone Streamlit's own list of pages has its sections' entries in no list; the page can't mend that.
_STREAMLITS_NAVIGATION = "[data-testid=stSidebarNavItems]"


Rules = Mapping[str, Any]
"""Options of ``axe.run`` that say which of its rules are asked for."""

# The maps' frames are asked by themselves.
EVERY_RULE: Rules = {"iframes": False, "preload": False}
BUT_COLOURS: Rules = {**EVERY_RULE, "rules": {"color-contrast": {"enabled": False}}}
"""What another language changes."""
COLOURS: Rules = {**EVERY_RULE, "runOnly": ["color-contrast"]}
"""What the dark changes."""


def faults_everywhere(page: Page, rules: Rules = EVERY_RULE) -> list[str]:
    """What axe finds in the page and in its maps."""
    maps = (frame for frame in page.frames if "streamlit_folium" in frame.url)
    return [fault for frame in (page.main_frame, *maps) for fault in faults(frame, rules)]


def faults(frame: Frame, rules: Rules = EVERY_RULE) -> list[str]:
    if not frame.evaluate("Boolean(window.axe)"):
        frame.evaluate(_AXE)
    found: dict[str, Any] = frame.evaluate(
        "([exclude, rules]) => axe.run({ exclude: [exclude] }, { resultTypes: ['violations'], ...rules })",
        [_STREAMLITS_NAVIGATION, rules],
    )
    return [
        f"{fault['id']}: {node['html'][:120]}: {node['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in _SERIOUS
        for node in fault["nodes"]
    ]
