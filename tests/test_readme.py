from __future__ import annotations

import re
from pathlib import Path

from geodata.catalog import CATALOG

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_first_screen_has_exactly_two_commands_of_one_line() -> None:
    first_screen = README.split("\n## ")[0]
    commands = [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", first_screen, flags=re.DOTALL)]
    assert [len(lines) for lines in commands] == [1, 1]
    assert commands[0][0].endswith(".venv/bin/streamlit run app.py")
    assert commands[1] == ["tests/run"]


def test_every_layer_has_its_line() -> None:
    table = README.split("\n## Layers\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)) == set(CATALOG)
