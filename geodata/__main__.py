"""The atlas's own commands: `python -m geodata build`, `check` and others."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.basemap import names
from geodata.catalog import DATA_VERSION, LAYERS
from geodata.errors import LayerError, RecordError
from geodata.record.build import Build, build
from geodata.record.check import check
from geodata.record.lists import list_new, list_questions
from geodata.record.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geodata.errors import Fault

SOUND, FAULTY, FAILED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 if all is well, 1 if the record has faults, 2 if the command could not run."""
    asked = _parser().parse_args(arguments)
    try:
        return COMMANDS[asked.command][0](asked)
    except RecordError as error:
        _tell([_fault(fault) for fault in error.faults], error.faults, as_json=getattr(asked, "json", False))
        return FAULTY
    except (OSError, LayerError) as error:
        _say(f"{asked.command}: {error}", stream="err")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, help_text) in COMMANDS.items():
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--tables", type=Path, default=TABLES, help="folder of the tables")
        command.add_argument("--layers", type=Path, default=LAYERS, help="folder of the layers")
        if name == "check":
            command.add_argument("--json", action="store_true", help="say the faults as one JSON list")
    return parser


def _build(asked: argparse.Namespace) -> int:
    _say(*_report(build(asked.tables, asked.layers)))
    if asked.layers == LAYERS:
        names.write(names.renewed(asked.tables))
    return SOUND


def _check(asked: argparse.Namespace) -> int:
    faults = check(asked.tables, asked.layers)
    _tell([fault.as_json() for fault in faults], faults, as_json=asked.json)
    return FAULTY if faults else SOUND


def _questions(asked: argparse.Namespace) -> int:
    _say(f"{list_questions(asked.tables)} open questions")
    return SOUND


def _since(asked: argparse.Namespace) -> int:
    _say(f"{list_new(asked.tables)} features new in {DATA_VERSION}")
    return SOUND


COMMANDS: Final[Mapping[str, tuple[Callable[[argparse.Namespace], int], str]]] = {
    "build": (_build, "make the layers from the tables, and put the towns' names on the ground"),
    "check": (_check, "say whether the tables are sound and the layers are what they make"),
    "questions": (_questions, "list in open_questions.csv what the rules on agreement find and no exception settles"),
    "since": (_since, "list in since.csv the features that are new in this version, before the next one begins"),
}


def _report(built: Build) -> list[object]:
    made = [f"{layer}: {count} features" for layer, count in built.counts.items()]
    warned = [f"warning: {warning}" for warning in built.warnings]
    return [*made, *built.unused, *warned]


def _fault(fault: Fault) -> dict[str, Any]:
    """A cell that can't be read, in the words of a finding."""
    place = {"table": fault.file, "row": fault.row, "column": fault.column}
    return {"rule": "readable", "subject": "", **place, "found": fault.value, "expected": fault.expected}


def _tell(as_objects: list[dict[str, Any]], lines: Iterable[object], *, as_json: bool) -> None:
    if as_json:
        _say(json.dumps(as_objects, ensure_ascii=False, indent=1))
    else:
        _say(*lines, stream="err")


def _say(*lines: object, stream: str = "out") -> None:
    for line in lines:
        print(line, file=sys.stderr if stream == "err" else sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
