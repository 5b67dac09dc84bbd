"""The moving map in one file says its dates in words, in every language."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geodata.publish.current import current_atlas
from geodata.publish.player import player
from geodata.vocabulary import Language


@pytest.fixture(scope="module")
def handed_out() -> dict[str, Any]:
    """Return what the player's page has of the atlas beside the map itself."""
    page = player(current_atlas(), language=Language.FR)
    found = re.search(r"window\.Atlas=\{files:(.*)\};</script>", page)
    assert found
    said: dict[str, Any] = json.loads(found[1])["player"]
    return said


def test_every_card_has_its_date_in_words_in_every_language(handed_out: dict[str, Any]) -> None:
    assert len(handed_out["cards"]) > 1000
    for mark, card in handed_out["cards"].items():
        words = handed_out["whens"][card["when"]]
        assert set(words) == set(Language), mark
        assert not [said for said in words.values() if re.search(r"\d{4}-\d\d|[~?%]|^$", said)], mark


def test_a_vague_date_is_said_with_its_doubt(handed_out: dict[str, Any]) -> None:
    assert handed_out["whens"][handed_out["cards"]["monterrey-1864"]["when"]] == {
        "es": "hacia el 26 de agosto de 1864",
        "fr": "vers le 26 août 1864",
        "en": "about 26 August 1864",
    }
