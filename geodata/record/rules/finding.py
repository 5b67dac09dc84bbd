"""What a rule finds wrong, and what became of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geodata.record.rules.survey import Survey

__all__ = ["Case", "Finding", "Group", "Rule"]


class Group(StrEnum):
    """Whether a rule must hold now, or may leave questions open for the historian."""

    SOUND = "sound"
    AGREE = "agree"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case that breaks a rule; `subject` names it as exceptions and open questions do."""

    subject: str
    table: str
    row: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class Finding:
    """A case, and the rule that it breaks."""

    rule: str
    case: Case

    @property
    def key(self) -> tuple[str, str]:
        """By what exceptions and open questions know it."""
        return self.rule, self.case.subject

    def as_json(self) -> dict[str, Any]:
        """The finding for other programs."""
        return {"rule": self.rule, **asdict(self.case)}

    def __str__(self) -> str:
        """One line: table, row, column, what was found, what is expected, and the rule with its subject."""
        case = self.case
        where = ", ".join(part for part in (f"row {case.row}" if case.row else "", case.column) if part)
        named = f"{self.rule} {case.subject}".strip()
        return f"{case.table}: {where}: {case.found!r}: expected {case.expected} [{named}]"


@dataclass(frozen=True)
class Rule:
    """A rule by its name, and the function that finds what breaks it."""

    name: str
    group: Group
    cases: Callable[[Survey], Iterator[Case]]

    def findings(self, survey: Survey) -> Iterator[Finding]:
        """Everything in the record that breaks the rule."""
        return (Finding(self.name, case) for case in self.cases(survey))
