"""The story as a reader has it: leafing, links, notes, keys and the guided tour, on a map that is never made anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geodata.dates import day_number
from geodata.story import Chapter, load_story
from geodata.vocabulary import Language
from tests.browser.map_view import MapView

if TYPE_CHECKING:
    from playwright.sync_api import Page

STORY = load_story()
BY_ID = {chapter.id: chapter for chapter in STORY}
PUEBLA, ORIZABA = BY_ID["puebla-1862"], BY_ID["orizaba-1862"]
ADDRESS = f"/story?lang=en&chapter={PUEBLA.id}"
STARTED = "performance.timeOrigin"
BUTTONS = {
    Language.ES: ("Siguiente", "Visita guiada"),
    Language.FR: ("Suivant", "Visite guidée"),
    Language.EN: ("Next", "Guided tour"),
}


def visit(page: Page, app_url: str, chapter: str = "", language: Language = Language.EN) -> MapView:
    page.goto(f"{app_url}/story?lang={language}" + (f"&chapter={chapter}" if chapter else ""))
    return MapView.of(page)


def wait_for(page: Page, view: MapView, chapter: Chapter, language: Language = Language.EN) -> None:
    """Wait until text, address and map have come to a chapter."""
    expect(page.get_by_role("heading", level=1)).to_have_text(chapter.title[language])
    view.wait_for_window(day_number(chapter.window.first), day_number(chapter.window.last))
    expect(page).to_have_url(re.compile(rf"[?&]chapter={chapter.id}(&|$)"))


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def tell(view: MapView, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
    return view.frame.evaluate(script)


@pytest.fixture
def at_puebla(shared_page: Page, app_url: str) -> MapView:
    """Give the map of the chapter of Puebla, with no card open; its page is not loaded anew for each test."""
    asked = query(shared_page)
    if asked.get("chapter") != [PUEBLA.id] or "mark" in asked:
        shared_page.goto(app_url + ADDRESS)
    view = MapView.of(shared_page)
    wait_for(shared_page, view, PUEBLA)
    return view


@pytest.mark.parametrize("chapter", [STORY[0], PUEBLA, STORY[-1]], ids=lambda chapter: chapter.id)
def test_a_link_shows_its_chapter_and_picture(page: Page, app_url: str, chapter: Chapter) -> None:
    view = visit(page, app_url, chapter.id)
    wait_for(page, view, chapter)
    for mark in chapter.marks:
        assert tell(view, f"Boolean(atlas.notes['{mark}'])")
    shown = {layer for layer, count in view.shown.items() if count}
    assert shown <= set(chapter.layers)
    west, south, east, north = chapter.box
    middle = (south + north) / 2, (west + east) / 2
    if east - west < 90:
        assert tell(view, f"atlas.map.getBounds().contains([{middle[0]}, {middle[1]}])")


def test_leafing_keeps_the_map(page: Page, app_url: str) -> None:
    view = visit(page, app_url)
    wait_for(page, view, STORY[0])
    started = tell(view, STARTED)
    page.get_by_role("button", name="Next").click()
    wait_for(page, view, STORY[1])
    page.get_by_role("button", name="Next").click()
    wait_for(page, view, STORY[2])
    page.get_by_role("button", name="Back", exact=True).click()
    wait_for(page, view, STORY[1])
    assert tell(view, STARTED) == started


def test_arrow_keys_turn_the_pages(at_puebla: MapView) -> None:
    page, view = at_puebla.page, at_puebla
    page.keyboard.press("ArrowRight")
    wait_for(page, view, ORIZABA)
    page.keyboard.press("ArrowLeft")
    wait_for(page, view, PUEBLA)


def test_the_browsers_back_leads_to_the_chapter_before(at_puebla: MapView) -> None:
    page, view = at_puebla.page, at_puebla
    page.get_by_role("button", name="Next").click()
    wait_for(page, view, ORIZABA)
    page.go_back()
    wait_for(page, view, PUEBLA)


def test_a_note_opens_its_card_with_sources(at_puebla: MapView) -> None:
    page, view = at_puebla.page, at_puebla
    started = tell(view, STARTED)
    page.locator(".chapter a[data-mark='battle-of-puebla-1862']").click()
    card = page.locator("article.card[data-feature='battle-of-puebla-1862']")
    expect(card).to_be_visible()
    assert card.locator(".sources li").count() > 0
    view.frame.wait_for_function("atlas.selected === 'battle-of-puebla-1862'")
    assert tell(view, STARTED) == started
    assert query(page)["mark"] == ["battle-of-puebla-1862"]
    page.get_by_role("button", name="Close").click()
    expect(card).to_have_count(0)


def test_a_note_is_reached_and_opened_by_keyboard(at_puebla: MapView) -> None:
    page = at_puebla.page
    page.locator(".chapter a[data-mark='combat-of-atlixco-1862']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card[data-feature='combat-of-atlixco-1862']")).to_be_visible()


def test_the_list_of_notes_names_sources(at_puebla: MapView) -> None:
    page = at_puebla.page
    page.locator(".chapter-notes summary").click()
    notes = page.locator(".chapter-notes li")
    assert notes.count() == len(PUEBLA.notes)
    expect(notes.first.locator("small")).not_to_be_empty()


def test_the_tour_plays_a_chapter_and_goes_on(at_puebla: MapView) -> None:
    page, view = at_puebla.page, at_puebla
    started = tell(view, STARTED)
    page.get_by_role("button", name="Guided tour").click()
    view.frame.wait_for_function("atlas.clock.playing")
    assert view.window[0] == day_number(PUEBLA.window.first)
    tell(view, "void (atlas.clock.daysPerSecond = 300)")
    expect(page.get_by_role("heading", level=1)).to_have_text(ORIZABA.title[Language.EN], timeout=15_000)
    view.frame.wait_for_function(f"atlas.clock.playing && atlas.clock.window[0] === {day_number(ORIZABA.window.first)}")
    assert tell(view, STARTED) == started
    page.get_by_role("button", name="Stop the tour").click()
    wait_for(page, view, ORIZABA)
    assert not tell(view, "atlas.clock.playing")


def test_pausing_the_map_stops_the_tour(page: Page, app_url: str) -> None:
    view = visit(page, app_url, ORIZABA.id)
    wait_for(page, view, ORIZABA)
    page.get_by_role("button", name="Guided tour").click()
    view.frame.wait_for_function("atlas.clock.playing")
    expect(page.get_by_role("button", name="Stop the tour")).to_be_visible()
    view.inside.locator(".atlas-play").click()
    expect(page.get_by_role("button", name="Guided tour")).to_be_visible()
    assert not tell(view, "atlas.clock.playing")


@pytest.mark.parametrize("language", list(Language))
def test_the_page_speaks_each_language(page: Page, app_url: str, language: Language) -> None:
    view = visit(page, app_url, PUEBLA.id, language)
    wait_for(page, view, PUEBLA, language)
    expect(page.locator(".chapter")).to_contain_text(PUEBLA.sentences[0].text[language])
    for name in BUTTONS[language]:
        expect(page.get_by_role("button", name=name)).to_be_visible()


def test_changing_the_language_keeps_the_chapter(page: Page, app_url: str) -> None:
    view = visit(page, app_url, ORIZABA.id)
    wait_for(page, view, ORIZABA)
    started = tell(view, STARTED)
    page.get_by_text("Français", exact=True).click()
    wait_for(page, view, ORIZABA, Language.FR)
    assert tell(view, STARTED) == started


def test_on_a_telephone_the_map_comes_first_and_nothing_sticks_out(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    view = visit(page, app_url, PUEBLA.id)
    wait_for(page, view, PUEBLA)
    picture = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    text = page.locator(".chapter").bounding_box()
    assert picture
    assert text
    assert picture["y"] + picture["height"] <= text["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
