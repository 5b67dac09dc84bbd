"""Numbers through time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata import Atlas, Step
from geodata.series import (
    Strength,
    TownCount,
    events_by_month,
    leaders,
    load_strengths,
    months,
    towns_held,
    undated_events,
    zone_activity,
    zone_months,
)
from tests.small_atlas import atlas_of, mark

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


def held(town: str, holder: str, start: str, end: str) -> dict[str, object]:
    return mark(f"{town}-{start}", start=start, end=end, place=town, holder=holder)


def test_a_town_goes_from_hand_to_hand(tmp_path: Path) -> None:
    rows = [
        held("puebla", "republic", "1861-01-01", "1863-05-16"),
        held("puebla", "france", "1863-05-17", "1866-12-31"),
    ]
    counted = towns_held(atlas_of(tmp_path, {"town_control": rows}))
    assert [row for row in counted if row.towns] == [
        TownCount(date(1861, 1, 1), "republic", 1),
        TownCount(date(1863, 5, 17), "france", 1),
        TownCount(date(1867, 1, 1), "not-recorded", 1),
    ]


def test_a_gap_in_the_record_is_not_recorded_and_overlaps_go_to_the_later(tmp_path: Path) -> None:
    rows = [
        held("puebla", "republic", "1862-02-01", "1862-03-10"),
        held("puebla", "france", "1862-03-01", "1862-03-31"),
        held("puebla", "empire", "1862-06-01", ""),
    ]
    counted = towns_held(atlas_of(tmp_path, {"town_control": rows}), step=Step.MONTH)
    shown = [row.holder for row in counted if row.towns]
    assert set(shown[:13]) == {"not-recorded"}
    assert shown[13:18] == ["republic", "france", "not-recorded", "not-recorded", "empire"]
    assert set(shown[18:]) == {"empire"}


@pytest.mark.parametrize("step", Step)
def test_every_day_has_the_same_number_of_towns(atlas: Atlas, step: Step) -> None:
    totals: Counter[date] = Counter()
    for row in towns_held(atlas, step=step):
        assert row.towns >= 0
        totals[row.day] += row.towns
    assert len(set(totals.values())) == 1
    assert set(totals.values()) == {len({f["properties"]["place"] for f in atlas.layers["town_control"].features})}


def test_puebla_falls_on_17_may_1863(atlas: Atlas) -> None:
    france = {row.day: row.towns for row in towns_held(atlas) if row.holder == "france"}
    before = max(day for day in france if day < date(1863, 5, 17))
    assert france[date(1863, 5, 17)] == france[before] + 1


def test_events_of_a_month_and_those_of_a_year_only(tmp_path: Path) -> None:
    events = [
        mark("a", start="1862-05-05", kind="battle"),
        mark("b", start="1862-05~", kind="battle"),
        mark("c", start="1862", kind="decree"),
    ]
    small = atlas_of(tmp_path, {"events": events})
    assert [(row.month, row.kind, row.count) for row in events_by_month(small)] == [(date(1862, 5, 1), "battle", 2)]
    assert undated_events(small) == 1


def test_no_event_is_lost(atlas: Atlas) -> None:
    counted = sum(row.count for row in events_by_month(atlas))
    outside = [f for f in atlas.layers["events"].features if not "1861" <= f["properties"]["start"][:4] <= "1867"]
    assert counted + undated_events(atlas) == len(atlas.layers["events"].features)
    assert len(outside) <= undated_events(atlas)


def test_strengths_with_a_range_and_without_a_table(tmp_path: Path) -> None:
    table = tmp_path / "troop_strength.csv"
    table.write_text(
        "date,nation,strength,scope,note,source,evidence\n"
        "1863-05,republic,6000-7000,relief army,,one; two,read\n"
        "1862~,france,2500,corps,,recalled,recalled\n",
        encoding="utf-8",
    )
    first, second = load_strengths(table)
    assert second == Strength("1863-05", "republic", 6000, 7000, "relief army", "", ("one", "two"))
    assert second.day == date(1863, 5, 16)
    assert (first.least, first.most, first.sources) == (2500, 2500, ())
    assert load_strengths(tmp_path / "none.csv") == []


def test_a_month_shows_the_strongest_phase_of_a_zone(tmp_path: Path) -> None:
    phases = [
        mark("z-1", start="1863-05", end="1863-06-10", zone="z", side="republic", intensity=1),
        mark("z-2", start="1863-06-11", end="1863-07-31", zone="z", side="republic", intensity=3),
    ]
    rows = zone_months(atlas_of(tmp_path, {"guerrilla_zones": phases}))
    assert [(row.month.month, row.intensity, row.phase) for row in rows] == [
        (5, 1, "z-1"),
        (6, 3, "z-2"),
        (7, 3, "z-2"),
    ]


def test_every_zone_is_in_the_heat_map(atlas: Atlas) -> None:
    zones = {feature["properties"]["zone"] for feature in atlas.layers["guerrilla_zones"].features}
    assert {row.zone for row in zone_months(atlas)} == zones
    assert all(row.month in months() for row in zone_activity(atlas))


def test_leaders_are_counted_with_phases_and_actions(tmp_path: Path) -> None:
    small = atlas_of(
        tmp_path,
        {
            "guerrilla_zones": [
                mark("z-1", start="1863-05", end="1864", zone="z", side="republic", intensity=1, leaders=["A", "B"])
            ],
            "guerrilla_actions": [mark("raid", start="1862-02-03", end="1862-02-03", side="republic", leaders=["A"])],
        },
    )
    first, second = leaders(small)
    assert (first.name, first.phases, first.actions) == ("A", ("z-1",), ("raid",))
    assert (first.first, first.last) == (date(1862, 2, 3), date(1864, 12, 31))
    assert second.name == "B"


def test_an_atlas_without_layers_has_empty_series(tmp_path: Path) -> None:
    empty = Atlas.load(tmp_path)
    for rows in (towns_held(empty), events_by_month(empty), zone_months(empty), zone_activity(empty), leaders(empty)):
        assert rows == []
