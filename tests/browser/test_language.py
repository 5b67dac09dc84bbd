"""The language that a browser wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geodata.locale import translator
from geodata.vocabulary import Language

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOLD = (
    *("Dates and doubt", "Routes", "Territory", "What is not known", "Sources, and how many marks rest on each"),
    *("Licence", "How to cite", "How to correct it"),
)
ATLAS = "The French intervention in Mexico, 1861–1867"


@pytest.mark.parametrize(
    ("wish", "language"),
    [("es-MX", Language.ES), ("fr-FR", Language.FR), ("de-DE", Language.EN)],
)
def test_the_browsers_wish_names_the_tab_and_the_page(
    new_page: Page, app_url: str, wish: str, language: Language
) -> None:
    say = translator(language)
    page = new_page
    agent = {"userAgent": page.evaluate("navigator.userAgent"), "acceptLanguage": wish}
    page.context.new_cdp_session(page).send("Emulation.setUserAgentOverride", agent)
    page.goto(f"{app_url}/about")
    assert page.evaluate("navigator.language") == wish
    expect(page).to_have_title(f"{say('About')} – {say(ATLAS)}")
    expect(page.locator("html")).to_have_attribute("lang", language.value)
    for heading in TOLD:
        expect(page.get_by_role("heading", name=say(heading), exact=True)).to_be_visible()
    page.get_by_role("link", name=say("The story")).first.click()
    expect(page).to_have_title(f"{say('The story')} – {say(ATLAS)}")
