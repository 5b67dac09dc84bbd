"""The atlas's own commands: `python -m geodata build` and `python -m geodata check`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geodata.catalog import LAYERS
from geodata.errors import RecordError
from geodata.record.build import Build, build
from geodata.record.check import check
from geodata.record.tables import TABLES

SOUND, FAULTY, FAILED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 if all is well, 1 if the record has faults, 2 if the command could not run."""
    asked = _parser().parse_args(arguments)
    try:
        return _build(asked.tables, asked.layers) if asked.command == "build" else _check(asked.tables, asked.layers)
    except RecordError as error:
        _say(*error.faults, stream="err")
        return FAULTY
    except OSError as error:
        _say(f"{asked.command}: {error}", stream="err")
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (
        ("build", "make the layers from the tables"),
        ("check", "say whether the tables are sound and the layers are what they make"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("--tables", type=Path, default=TABLES, help="folder of the tables")
        command.add_argument("--layers", type=Path, default=LAYERS, help="folder of the layers")
    return parser


def _build(tables: Path, layers: Path) -> int:
    built = build(tables, layers)
    _say(*_report(built))
    return SOUND


def _check(tables: Path, layers: Path) -> int:
    faults = check(tables, layers)
    _say(*faults, stream="err")
    return FAULTY if faults else SOUND


def _report(built: Build) -> list[object]:
    made = [f"{layer}: {count} features" for layer, count in built.counts.items()]
    warned = [f"warning: {warning}" for warning in built.warnings]
    return [*made, *built.unused, *warned]


def _say(*lines: object, stream: str = "out") -> None:
    for line in lines:
        print(line, file=sys.stderr if stream == "err" else sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
