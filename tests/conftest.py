"""Order and marks of the whole test."""

from __future__ import annotations

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests and put them first: they go to one process, in turn, and all other files to the rest."""
    for item in items:
        in_browser = item.path.is_relative_to(BROWSER)
        if in_browser:
            item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.xdist_group("browser" if in_browser else item.path.name))
    items.sort(key=lambda item: not item.path.is_relative_to(BROWSER))
