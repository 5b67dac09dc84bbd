"""The language a browser wishes, and what a change of language keeps, on every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.locale import translator
from geodata.vocabulary import Language
from pages.parts.streamlit_words import STREAMLITS_WORDS
from pages.parts.views import MAP_PAGES
from tests.browser.controls import card, choose, date_input
from tests.browser.guard import Guard, guarded_context
from tests.browser.map_view import MapView
from tests.open_page import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WITH_MAP = {*MAP_PAGES, "story"}
WITH_DATE = {*MAP_PAGES, "numbers"}
ADDRESS = "/about?lang=en"
MARK = "monterrey-1864"
ATLAS = "The French intervention in Mexico, 1861–1867"
STATE = "[...atlas.clock.window, atlas.map.getZoom(), atlas.map.getCenter(), atlas.selected, atlas.shown()]"
WORDS = """[...document.querySelectorAll("[aria-label]:not([data-id])")]
    .flatMap(({ title, ariaLabel }) => [title, ariaLabel]).filter(Boolean)"""

# Streamlit's own words that are left in English, in what is shown and in the names of what is shown.
LEFT_IN_ENGLISH = """words => [...document.body.querySelectorAll("*")]
    .flatMap(node => [node.ariaLabel, node.title, node.childElementCount ? "" : node.textContent])
    .filter(text => words.includes(text))"""


@pytest.mark.parametrize(
    ("wish", "language"),
    [("es-MX", Language.ES), ("fr-FR", Language.FR), ("de-DE", Language.EN)],
)
def test_the_browsers_wish_names_the_tab_and_the_page(
    browser: Browser, app_url: str, wish: str, language: Language
) -> None:
    say = translator(language)
    with guarded_context(browser, Guard(app_url), locale=wish) as context:
        page = context.new_page()
        page.goto(f"{app_url}/about")
        expect(page).to_have_title(f"{say('About')} – {say(ATLAS)}")
        expect(page.locator("html")).to_have_attribute("lang", language.value)
        page.get_by_role("link", name=say("The story")).first.click()
        expect(page).to_have_title(f"{say('The story')} – {say(ATLAS)}")


@pytest.mark.parametrize("name", PAGES)
def test_a_change_of_language_keeps_what_the_reader_has(shared_page: Page, app_url: str, name: str) -> None:
    page, path = shared_page, "" if name == "war" else name
    page.goto(f"{app_url}/{path}?lang=en&date=1864-08-20&step=day&roads=true&mark={MARK}&view=25.5,-100.5,7")
    expect(page.locator("h1")).to_be_visible()
    atlas_map = MapView.of(page) if name in WITH_MAP else None
    if atlas_map:
        atlas_map.remember()
        before, words = atlas_map.ask(STATE), set(atlas_map.ask(WORDS))
    title = page.title()
    choose(page, "lang", "Français")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title(re.compile(re.escape(translator(Language.FR)(ATLAS))))
    assert page.title() != title
    expect(page).to_have_url(re.compile("lang=fr"))
    english = [text for text in STREAMLITS_WORDS if translator(Language.FR)(text) != text]
    expect(page.get_by_label("Menu principal").first).to_be_visible()
    page.wait_for_function(f"words => ({LEFT_IN_ENGLISH})(words).length === 0", arg=english)
    expect(page).to_have_url(re.compile(f"mark={MARK}"))
    if name in WITH_DATE:
        expect(date_input(page).first).to_have_value("1864-08-20")
    if atlas_map:
        atlas_map.wait_for("document.documentElement.lang === 'fr' && atlas.ready")
        expect(card(page, MARK).first).to_contain_text("entre le 26 et le 29 août 1864")
        assert atlas_map.ask(STATE) == before
        assert atlas_map.ask("atlas.shown().roads > 0") or name == "story"
        assert words & set(atlas_map.ask(WORDS)) == set()
        assert not atlas_map.frame.is_detached()
        assert atlas_map.ask("remembered.map === atlas.map")
