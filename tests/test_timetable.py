"""Roads with kilometres, movements along them, and marching speed."""

from __future__ import annotations

from datetime import date

import pytest

from geodata import Atlas
from geodata.timetable import ROADS, Road, RoadPlan, lay_out, paces, passages
from tests.small_atlas import mark


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.fixture(scope="module")
def to_the_capital(atlas: Atlas) -> Road:
    road = lay_out(atlas, ROADS["veracruz-mexico"])
    assert road is not None
    return road


def stop(vertex: int, place: str, arrive: str = "", depart: str = "") -> dict[str, object]:
    documented = bool(arrive or depart)
    return {"vertex": vertex, "place_name_es": place, "arrive": arrive, "depart": depart, "documented": documented}


@pytest.mark.parametrize(
    ("road", "shortest", "longest"),
    [
        ("veracruz-mexico", 340, 450),
        ("mexico-paso-del-norte", 1700, 2000),
        ("mexico-guadalajara", 550, 700),
        ("mexico-matamoros", 1100, 1300),
    ],
)
def test_a_road_is_whole_and_as_long_as_it_was(atlas: Atlas, road: str, shortest: float, longest: float) -> None:
    laid = lay_out(atlas, ROADS[road])
    assert laid is not None
    assert shortest < laid.length_km < longest
    assert [town for _, town in laid.towns] == list(ROADS[road].towns)
    kilometres = [km for km, _ in laid.towns]
    assert kilometres == sorted(kilometres)
    assert kilometres[0] < 5
    assert kilometres[-1] > laid.length_km - 5


def test_a_road_that_is_not_in_the_atlas(atlas: Atlas) -> None:
    assert lay_out(atlas, RoadPlan("nowhere", ("no-such-road",), ("veracruz",))) is None


def test_kilometre_and_distance_of_a_position(to_the_capital: Road) -> None:
    orizaba, off = to_the_capital.kilometre((-97.1, 18.85))
    assert orizaba == pytest.approx(113, abs=5)
    assert off < 2
    assert to_the_capital.kilometre((-103.35, 20.68))[1] > 300


def test_a_march_along_the_road_becomes_a_line(to_the_capital: Road) -> None:
    march = mark(
        "march",
        at=((-96.138, 19.2), (-97.1, 18.85), (-98.2, 19.04), (-98.2, 17.0)),
        side="france",
        days=[
            ["1863-02-01", "1863-02-01"],
            ["1863-02-09", "1863-02-20"],
            ["1863-03-16", "1863-03-16"],
            ["1863-04-01", "1863-04-01"],
        ],
        stops=[stop(0, "Veracruz", depart="1863-02-01"), stop(1, "Orizaba"), stop(2, "Puebla", "1863-03-16")],
    )
    (line,) = passages(to_the_capital, [march])
    assert [(point.day, point.place["es"], point.documented) for point in line.points] == [
        (date(1863, 2, 1), "Veracruz", True),
        (date(1863, 2, 9), "Orizaba", False),
        (date(1863, 2, 20), "Orizaba", False),
        (date(1863, 3, 16), "Puebla", True),
    ]
    assert [point.km for point in line.points] == sorted(point.km for point in line.points)


def test_a_detour_breaks_the_line(to_the_capital: Road) -> None:
    far = (-98.2, 17.0)
    march = mark(
        "detour",
        at=((-96.138, 19.2), (-96.72, 18.97), far, (-98.2, 19.04), (-99.13, 19.43)),
        side="france",
        days=[[f"1863-02-0{day}"] * 2 for day in range(1, 6)],
        stops=[],
    )
    assert len(passages(to_the_capital, [march])) == 2
    assert len(passages(to_the_capital, [march], within_km=1000)) == 1


def test_a_stay_is_no_passage(to_the_capital: Road) -> None:
    stay = mark("stay", at=((-98.2, 19.04), (-98.2, 19.05)), side="france", days=[["1863-05-17"] * 2] * 2, stops=[])
    assert passages(to_the_capital, [stay]) == []


def test_pace_is_measured_between_dated_stops() -> None:
    march = mark(
        "march",
        at=((-98.0, 19.0), (-98.5, 19.0), (-99.0, 19.0)),
        stops=[stop(0, "A", "1863-02-01", "1863-02-03"), stop(1, "B"), stop(2, "C", "1863-02-08")],
    )
    (pace,) = paces(march)
    assert (pace.start["es"], pace.end["es"], pace.days) == ("A", "C", 5)
    assert pace.km == pytest.approx(105.3, abs=0.2)
    assert pace.km_a_day == pytest.approx(pace.km / 5)


def test_vague_days_give_no_pace() -> None:
    march = mark(
        "march", at=((-98.0, 19.0), (-99.0, 19.0)), stops=[stop(0, "A", "1863-02~"), stop(1, "B", "1863-03-01")]
    )
    assert paces(march) == []


def test_no_march_of_the_record_is_beyond_belief(atlas: Atlas) -> None:
    marches = [f for f in atlas.layers["troop_movements"].features if f["properties"]["mode"] == "march"]
    slow = [pace for march in marches for pace in paces(march) if pace.km_a_day < 120]
    assert len(slow) > 100
    assert sum(len(paces(march)) for march in marches) == len(slow)
