"""Every word with a fixed meaning has a name in each language."""

from __future__ import annotations

from enum import StrEnum

import pytest

from geodata import vocabulary
from geodata.vocabulary import NAMES, TROOPS, Holder, Language, Side, garrison, name

MEMBERS = [member for kind in NAMES for member in kind]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}-{member}")
def test_member_is_named_in_every_language(member: StrEnum) -> None:
    assert all(name(member, language=language).strip() for language in Language)


def test_every_vocabulary_is_named_and_nothing_else() -> None:
    kinds = {kind for kind in vars(vocabulary).values() if isinstance(kind, type) and issubclass(kind, StrEnum)}
    assert set(NAMES) == kinds - {StrEnum}
    for kind, names in NAMES.items():
        assert list(names) == [member.value for member in kind]


def test_every_side_has_troops() -> None:
    assert set(TROOPS) == set(Side)


@pytest.mark.parametrize("side", Side)
def test_a_holder_is_named_as_the_side_it_is(side: Side) -> None:
    if side.value in set(Holder):
        assert all(name(side, language=tongue) == name(Holder(side.value), language=tongue) for tongue in Language)


@pytest.mark.parametrize(
    ("sides", "language", "text"),
    [
        ((Side.FRANCE,), Language.EN, "French garrison"),
        ((Side.FRANCE, Side.AUSTRIA), Language.FR, "garnison française et autrichienne"),
        ((Side.SPAIN, Side.FRANCE, Side.BRITAIN), Language.ES, "guarnición española, francesa y británica"),
    ],
)
def test_garrison(sides: tuple[Side, ...], language: Language, text: str) -> None:
    assert garrison(sides, language=language) == text
