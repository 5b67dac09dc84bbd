"""Order, marks and path of the whole test, and the record, its layers and the atlas, made once for all tests."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.components.v2 import manifest_scanner

from geodata import Atlas
from geodata.record.build import Build, make
from geodata.record.tables import Record, read_record

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BROWSER = ROOT / "tests" / "browser"


@pytest.fixture(scope="session", autouse=True)
def _quick_streamlit() -> Iterator[None]:
    """Spare Streamlit what it does again for each page that a test opens, and what it says to each call without one.

    It looks for components in every package installed, and warns whenever a page's part
    is asked for its language outside a page.
    """
    logger = logging.getLogger("streamlit.runtime.state.session_state_proxy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        patch.setattr(logger, "disabled", True)
        yield


@pytest.fixture(autouse=True)
def _root_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages find the project, whatever another test has done to the path."""
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])


@pytest.fixture(scope="session")
def record() -> Record:
    return read_record()


@pytest.fixture(scope="session")
def built(record: Record) -> Build:
    return make(record)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.fixture
def made_once(record: Record, built: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hand commands what was made already, if they ask for the layers of the record's own tables.

    Exceptions, open questions and versions may differ: none of them makes a feature.
    """
    margin = {table: getattr(record, table) for table in ("exceptions", "open_questions", "since")}

    def remembered(asked: Record) -> Build:
        return built if replace(asked, **margin) == record else make(asked)

    for command in ("build", "check", "lists"):
        monkeypatch.setattr(f"geodata.record.{command}.make", remembered)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests and put them last: the quick ones speak first."""
    for item in items:
        if item.path.is_relative_to(BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))
