"""What a reader can do with a mark besides reading: cite it, take it away, say that it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from geodata.catalog import DATA_VERSION
from geodata.publish.citation import as_bibtex, as_csl_json, as_text
from pages.parts.words import _, language

if TYPE_CHECKING:
    from geodata.atlas import Feature

__all__ = ["offer_citation", "offer_report", "permanent_address"]


def permanent_address(feature: Feature) -> str:
    """Return the address that opens the present page with a mark selected, whatever the reader's language.

    In the story it opens the present chapter, without which the map could show another time and place.
    """
    here = urlsplit(st.context.url or "")
    chapter = st.query_params.get("chapter")
    query = urlencode({**({"chapter": chapter} if chapter else {}), "mark": feature["properties"]["id"]})
    return urlunsplit((here.scheme, here.netloc, here.path or "/", query, ""))


def offer_citation(feature: Feature) -> None:
    """Offer the citation of a mark in three forms, each ready to be copied."""
    address = permanent_address(feature)
    with st.popover(_("Cite this"), icon=":material/format_quote:", width="stretch"):
        st.code(as_text(feature, language=language(), address=address), language=None, wrap_lines=True)
        st.caption("BibTeX")
        st.code(as_bibtex(feature, language=language(), address=address), language=None, wrap_lines=True)
        st.caption("CSL-JSON")
        st.code(as_csl_json(feature, language=language(), address=address), language="json", wrap_lines=True)


def offer_report(feature: Feature) -> None:
    """Offer the text of a report about a mark, ready to be copied and completed."""
    with st.popover(_("Report a mistake"), icon=":material/flag:", width="stretch"):
        st.write(_("Copy this text, complete it, and send it to whoever keeps this copy of the atlas."))
        st.code(_report(feature), language=None, wrap_lines=True)


def _report(feature: Feature) -> str:
    properties = feature["properties"]
    title = properties[f"title_{language()}"]
    lines = [
        _("Mistake in: {title} ({id}, layer {layer}, data version {version})").format(
            title=title,
            id=properties["id"],
            layer=properties["layer"],
            version=DATA_VERSION,
        ),
        permanent_address(feature),
        _("What is wrong (date, place, name, number, text):"),
        _("What it should be:"),
        _("Source, with the page:"),
    ]
    return "\n".join(lines)
