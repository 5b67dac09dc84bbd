"""Order, marks and path of the whole test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / "tests" / "browser"


@pytest.fixture(autouse=True)
def _root_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages find the project, whatever another test has done to the path."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests and put them last: the quick ones speak first."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))
