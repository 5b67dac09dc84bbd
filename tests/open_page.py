"""A page of the atlas as a reader opens it by its address, run by Streamlit without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Html

__all__ = ["MAIN", "PAGES", "assert_sound", "html_of", "open_page", "renewed"]

MAIN = Path(__file__).parents[1] / "pages" / "main.py"
PAGES = sorted(path.stem for path in MAIN.parent.glob("*.py") if path != MAIN)


def open_page(page: str = "war", **query: str) -> AppTest:
    """Open a page by its address, in English if nothing else is asked for."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    for name, value in {"lang": "en", **query}.items():
        app.query_params[name] = value
    if page != "war":
        app.switch_page(f"{page}.py")
    app.run()
    assert_sound(app)
    return app


def assert_sound(app: AppTest) -> None:
    assert [fault.message for fault in app.exception] == []
    assert [fault.value for fault in app.error] == []


def renewed(app: AppTest, kind: str, name: str) -> Any:  # noqa: ANN401 - any kind of widget
    """Return the widget that shows a value now, of those that the page makes anew for each value that it sets."""
    count = app.session_state[f"renewed-{name}"]
    return getattr(app, kind)(key=f"{name}-{count}")


def html_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.get("html") if isinstance(element, Html))
