"""The page's time controls move the map, and nothing they do makes the map anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.controls import choose, date_input, slider, step_button, switch, type_day, wait_until_still
from tests.browser.map_view import MapView
from tests.browser.picture import changed_pixels

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESS = "/?lang=en&step=month&date=1863-05-17"


@pytest.fixture
def atlas_map(shared_page: Page) -> MapView:
    """Give the map, back at May 1863 by months, with a sign on its window."""
    found = MapView.of(shared_page)
    choose(shared_page, "step-choice", "Month")
    wait_until_still(shared_page)
    type_day(shared_page, "1863-05-17")
    found.wait_for_days("1863-05-01", "1863-05-31")
    if not found.ask("Boolean(window.remembered)"):
        found.remember()
    return found


def test_the_buttons_step_back_and_forward(atlas_map: MapView) -> None:
    before = atlas_map.picture()
    step_button(atlas_map.page, "forward").click()
    atlas_map.wait_for_days("1863-06-01", "1863-06-30")
    assert changed_pixels(before, atlas_map.picture()) > 100
    step_button(atlas_map.page, "back").click()
    atlas_map.wait_for_days("1863-05-01", "1863-05-31")
    expect(atlas_map.inside.locator(".atlas-date")).to_have_text("May 1863")
    assert atlas_map.is_the_same


def test_the_slider_steps_with_the_keys(atlas_map: MapView) -> None:
    slider(atlas_map.page).press("ArrowRight")
    atlas_map.wait_for_days("1863-06-01", "1863-06-30")
    expect(date_input(atlas_map.page)).to_have_value("1863-06-01")
    slider(atlas_map.page).press("ArrowLeft")
    atlas_map.wait_for_days("1863-05-01", "1863-05-31")
    expect(date_input(atlas_map.page)).to_have_value("1863-05-01")
    assert atlas_map.is_the_same


def test_a_typed_day_moves_the_map(atlas_map: MapView) -> None:
    type_day(atlas_map.page, "1867-06-19")
    atlas_map.wait_for_days("1867-06-01", "1867-06-30")
    expect(atlas_map.inside.locator(".atlas-date")).to_have_text("June 1867")
    expect(atlas_map.inside.locator(".atlas-list")).to_contain_text("Maximilian")
    assert atlas_map.is_the_same


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("Year", "1863-01-01", "1863-12-31", "1863"),
        ("Day", "1863-05-17", "1863-05-17", "17 May 1863"),
    ],
)
def test_the_step_chosen_is_the_window_shown(atlas_map: MapView, name: str, first: str, last: str, words: str) -> None:
    marks = atlas_map.shown
    choose(atlas_map.page, "step-choice", name)
    atlas_map.wait_for_days(first, last)
    expect(atlas_map.inside.locator(".atlas-date")).to_have_text(words)
    assert (sum(atlas_map.shown.values()) > sum(marks.values())) == (name == "Year")
    expect(atlas_map.page).to_have_url(re.compile(f"step={name.lower()}"))
    assert atlas_map.is_the_same


def test_a_layer_comes_and_goes_on_the_same_map(atlas_map: MapView) -> None:
    for some in (True, False):
        switch(atlas_map.page, "roads")
        atlas_map.wait_for_marks("roads", some=some)
        assert atlas_map.is_the_same


@pytest.mark.parametrize(
    ("language", "name", "month"),
    [("fr", "Français", "mai 1863"), ("es", "Español", "mayo de 1863")],
)
def test_the_language_changes_on_the_same_map(atlas_map: MapView, language: str, name: str, month: str) -> None:
    happened = atlas_map.inside.locator(".atlas-list").get_attribute("aria-label") or ""
    choose(atlas_map.page, "lang", name)
    expect(atlas_map.inside.locator(".atlas-date")).to_have_text(month)
    expect(atlas_map.inside.locator(".atlas-list")).not_to_have_attribute("aria-label", happened)
    assert atlas_map.ask("document.documentElement.lang") == language
    assert atlas_map.is_the_same
    choose(atlas_map.page, "lang", "English")
    expect(atlas_map.inside.locator(".atlas-date")).to_have_text("May 1863")


def test_a_month_looks_the_same_however_one_came_to_it(page: Page, app_url: str) -> None:
    pictures = []
    for month, key in (("1863-04-01", "forward"), ("1863-06-01", "back")):
        page.goto(f"{app_url}/?lang=en&step=month&date={month}")
        atlas_map = MapView.of(page)
        step_button(page, key).click()
        atlas_map.wait_for_days("1863-05-01", "1863-05-31")
        height = atlas_map.ask("atlas.map.getContainer().clientHeight")
        pictures.append(atlas_map.picture().crop((0, 2, 700, height - 4)))
    assert changed_pixels(*pictures) == 0


def test_after_a_quick_row_of_steps_map_and_page_agree(atlas_map: MapView) -> None:
    before = atlas_map.window
    for _time in range(5):
        step_button(atlas_map.page, "forward").click()
    atlas_map.wait_for_other_window(before)
    expect(date_input(atlas_map.page)).not_to_have_value("1863-05-17")
    wait_until_still(atlas_map.page)
    day = date_input(atlas_map.page).input_value()
    atlas_map.wait_for("day => Atlas.Time.toISO(atlas.clock.window[0]) === day", day)
    assert "1863-06-01" <= day <= "1863-10-01"
    assert atlas_map.is_the_same


def test_going_to_another_page_and_back_keeps_date_and_step(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?lang=en&step=year&date=1866-03-01&roads=true")
    MapView.of(page)
    page.get_by_role("link", name="Veracruz").first.click()
    page.get_by_role("heading", name="Veracruz, the gate").wait_for()
    MapView.of(page).wait_for_days("1866-01-01", "1866-12-31")
    expect(page).to_have_url(re.compile(r"veracruz\?.*step=year"))
    page.get_by_test_id("stTopNav").get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="About").click()
    page.get_by_role("heading", name="About this atlas").wait_for()
    page.get_by_role("link", name="The war").first.click()
    page.get_by_role("heading", name="The French intervention").wait_for()
    atlas_map = MapView.of(page)
    atlas_map.wait_for_days("1866-01-01", "1866-12-31")
    atlas_map.wait_for_marks("roads", some=True)
    expect(page).to_have_url(re.compile("step=year"))
    expect(page).to_have_url(re.compile("date=1866-03-01"))
