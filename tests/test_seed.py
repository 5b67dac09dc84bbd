"""The facts of the text the project began with, each on the map."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geodata.atlas import Atlas
from geodata.catalog import CATALOG

SEED = Path(__file__).parents[1] / "geodata" / "record" / "SEED.md"
FACTS = [row.split("|")[1:3] for row in SEED.read_text(encoding="utf-8").splitlines() if row.startswith("| ")][1:]


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize(("fact", "shown_by"), FACTS, ids=[fact.strip()[:50] for fact, _ in FACTS])
def test_each_fact_is_on_the_map(fact: str, shown_by: str, atlas: Atlas) -> None:
    ids = re.findall(r"`([^`]+)`", shown_by)
    assert ids, f"nothing shows: {fact}"
    missing = [name for name in ids if atlas.feature(name) is None and name not in CATALOG]
    assert not missing
