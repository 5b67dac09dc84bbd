from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WORKSHOP = ROOT / "geodata" / "basemap"  # remakes the ground; its own requirements stand in its build.py

# Run or read, never imported.
TOOLS = frozenset(
    {
        *("mypy", "pandas-stubs", "pytest-xdist", "ruff"),
        *("types-geopandas", "types-networkx", "types-shapely", "uv"),
    }
)


def imported_modules(*paths: Path) -> set[str]:
    modules: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(name.name.split(".")[0] for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    return modules - sys.stdlib_module_names - {"geodata", "pages", "tests"}


def distributions(modules: set[str]) -> set[str]:
    providers = packages_distributions()
    return {re.sub(r"[-_.]+", "-", providers[module][0]).lower() for module in modules if module in providers}


def pinned(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE))


def product() -> list[Path]:
    folders = [ROOT / "geodata", ROOT / "pages"]
    paths = [path for folder in folders for path in folder.rglob("*.py") if WORKSHOP not in path.parents]
    return [ROOT / "app.py", *paths]


def test_the_atlas_requires_what_it_imports_and_nothing_else() -> None:
    assert distributions(imported_modules(*product())) == set(pinned(ROOT / "requirements.txt"))


def test_the_tests_require_what_they_import_and_nothing_else() -> None:
    imported = distributions(imported_modules(*(ROOT / "tests").rglob("*.py")))
    wanted = set(pinned(ROOT / "tests" / "requirements.txt"))
    assert imported - set(pinned(ROOT / "requirements.txt")) == wanted - TOOLS
    assert wanted >= TOOLS


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_installed_versions_are_the_pinned_ones(name: str) -> None:
    wanted = pinned(ROOT / name)
    assert {package: version(package) for package in wanted} == wanted


def test_contributing_says_why_each_dependency_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.split("\n## Dependencies\n")[1].split("\n## ")[0]
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", section, flags=re.MULTILINE))
    assert explained == {*pinned(ROOT / "requirements.txt"), *pinned(ROOT / "tests" / "requirements.txt")}
