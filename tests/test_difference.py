"""What changed between two days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geodata import Atlas
from geodata.difference import GOVERNMENTS, Seat, changed_features
from geodata.publish.current import current_atlas
from geodata.vocabulary import in_languages
from tests.small_atlas import atlas_of, mark
from tests.test_routes_http import ask

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = date(1862, 6, 1)
AFTER = date(1863, 6, 1)


def town(name: str, start: str, end: str, *, holder: str, status: str = "held") -> dict[str, object]:
    return mark(name, start=start, end=end, place="puebla", holder=holder, status=status)


def test_a_town_changes_hands(tmp_path: Path) -> None:
    rows = [
        town("before", "1862-01-01", "1863-05-16", holder="republic"),
        town("after", "1863-05-17", "", holder="france"),
    ]
    (change,) = atlas_of(tmp_path, {"town_control": rows}).difference(BEFORE, AFTER).towns
    assert (change.subject, change.before and change.before["id"], change.after and change.after["id"]) == (
        "puebla",
        "before",
        "after",
    )


def test_a_town_that_comes_to_be_recorded_or_besieged_differs_too(tmp_path: Path) -> None:
    rows = [
        town("held", "1862-01-01", "1862-12-31", holder="republic"),
        town("besieged", "1863-01-01", "", holder="republic", status="besieged"),
    ]
    small = atlas_of(tmp_path, {"town_control": rows})
    assert len(small.difference(BEFORE, AFTER).towns) == 1
    (first,) = small.difference(date(1861, 5, 1), BEFORE).towns
    assert first.before is None


def test_the_same_holder_in_a_new_interval_is_no_change(tmp_path: Path) -> None:
    rows = [
        town("one", "1862-01-01", "1862-12-31", holder="republic"),
        town("two", "1863-01-01", "", holder="republic"),
    ]
    found = atlas_of(tmp_path, {"town_control": rows}).difference(BEFORE, AFTER)
    assert found.empty
    assert list(changed_features(found)) == []


def test_forces_come_and_go(tmp_path: Path) -> None:
    line = ((-98.2, 19.0), (-97.0, 18.9))
    rows = [
        mark("gone", start="1862-05-20", end="1862-06-10", at=line, side="france"),
        mark("stays", start="1862-05-20", end="1863-06-10", at=line, side="france"),
        mark("come", start="1863-05-20", end="1863-06-10", at=line, side="france"),
        mark("perhaps", start="1863-06~", end="1863-07", at=line, side="france"),
    ]
    found = atlas_of(tmp_path, {"troop_movements": rows}).difference(BEFORE, AFTER)
    assert [feature["id"] for feature in found.came["troop_movements"]] == ["come"]
    assert [feature["id"] for feature in found.went["troop_movements"]] == ["gone"]
    marked = {feature["id"]: feature["properties"]["change"] for feature in changed_features(found)}
    assert marked == {"gone": "went", "come": "came"}
    assert "change" not in rows[0]["properties"]


def test_the_governments_of_the_war(atlas: Atlas) -> None:
    found = atlas.difference(date(1863, 5, 1), date(1865, 10, 1))
    before, after = (
        {name: seat and seat.place["es"] for name, seat in seats.items()}
        for seats in (found.seats_before, found.seats_after)
    )
    assert before == {"government-of-the-republic": "Ciudad de México", "regency": None, "court-of-maximilian": None}
    assert after["government-of-the-republic"] == "Paso del Norte"
    assert after["regency"] is None
    assert list(before) == list(GOVERNMENTS)


def test_a_government_on_its_way(atlas: Atlas) -> None:
    seat = atlas.difference(date(1861, 6, 1), date(1864, 9, 1)).seats_after["government-of-the-republic"]
    there, here = (dict.fromkeys(("es", "fr", "en"), town) for town in ("Chihuahua", "Monterrey"))
    assert seat == Seat(there, "juarez-1864-monterrey-to-chihuahua", origin=here)


def test_a_point_at_sea_is_said_in_each_language(atlas: Atlas) -> None:
    stops = [stop for feature in atlas.layers["troop_movements"].features for stop in feature["properties"]["stops"]]
    (told,) = {tuple(in_languages(stop, "place_name").values()) for stop in stops if stop["place"] == "off-gibraltar"}
    assert told == ("Estrecho de Gibraltar", "Détroit de Gibraltar", "Strait of Gibraltar")


def test_there_and_back_mirror_each_other(atlas: Atlas) -> None:
    there, back = atlas.difference(BEFORE, AFTER), atlas.difference(AFTER, BEFORE)
    assert there.came == back.went
    assert [change.subject for change in there.towns] == [change.subject for change in back.towns]
    assert "puebla" in {change.subject for change in there.towns}


def test_an_atlas_without_layers_has_no_difference(tmp_path: Path) -> None:
    assert Atlas.load(tmp_path).difference(BEFORE, AFTER).empty


def test_the_route_hands_out_just_the_difference() -> None:
    answer = ask("/atlas/difference.geojson?from=1863-05-01&to=1864-08-20")
    assert answer.status == 200
    assert 'filename="atlas-difference-1863-05-01-to-1864-08-20.geojson"' in answer.headers["content-disposition"]
    found = current_atlas().difference(date(1863, 5, 1), date(1864, 8, 20))
    assert [feature["id"] for feature in answer.value["features"]] == [each["id"] for each in changed_features(found)]
    assert {feature["properties"]["change"] for feature in answer.value["features"]} == {
        "before",
        "after",
        "came",
        "went",
    }


def test_the_route_goes_backwards_too_and_says_when_there_is_nothing() -> None:
    assert ask("/atlas/difference.geojson?from=1864-08-20&to=1863-05-01").status == 200
    assert ask("/atlas/difference.geojson?from=1863-05-01&to=1863-05-01").value["features"] == []


@pytest.mark.parametrize(
    "query", ["", "from=1863-05-01", "from=1863-05-01&to=1863-02-30", "from=1863-05&to=1868-01-01"]
)
def test_the_route_names_every_wrong_day(query: str) -> None:
    answer = ask(f"/atlas/difference.geojson?{query}")
    assert answer.status == 400
    assert "expected a day from 1861-01-01 to 1867-12-31" in answer.value["error"]
