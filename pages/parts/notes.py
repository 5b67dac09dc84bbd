"""A text told sentence by sentence: its words with the numbers of its notes, and the notes with their sources."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.publish.current import current_atlas
from geodata.sentences import notes
from geodata.sources import load_sources
from pages.parts.reader import mark_address
from pages.parts.text import BETWEEN_SOURCES, escape, link
from pages.parts.words import _, language, span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geodata.sentences import Sentence

__all__ = ["Told", "cited_html"]


@dataclass(frozen=True)
class Told:
    """Sentences on a page, whose notes lead to their marks; `query` is what else the page's address says."""

    sentences: Sequence[Sentence]
    page: str
    query: Mapping[str, str]

    def text_html(self) -> str:
        """Return the sentences, each with the numbers of what it rests on."""
        return "".join(self._sentence(sentence) for sentence in self.sentences)

    def notes_html(self, heading: str) -> str:
        """Return the list of what the text rests on: each feature with its date and the sources that bear the text."""
        bearing: dict[str, set[str]] = defaultdict(set)
        for sentence in self.sentences:
            for feature in sentence.features:
                bearing[feature] |= set(sentence.sources)
        items = "".join(self._note(feature, number, bearing[feature]) for feature, number in self._numbers().items())
        return f'<details class="chapter-notes"><summary>{escape(heading)}</summary><ol>{items}</ol></details>'

    def _numbers(self) -> Mapping[str, int]:
        return notes(self.sentences)

    def _address(self, feature: str) -> str:
        return mark_address(feature, page=self.page, query=self.query)

    def _sentence(self, sentence: Sentence) -> str:
        links = "".join(self._link(feature, self._numbers()[feature]) for feature in sentence.features)
        return f"<p>{escape(sentence.text[language()])}<sup>{links}</sup></p>"

    def _link(self, feature: str, number: int) -> str:
        """Return a note's number as a link that opens its card, or the number alone if the feature can't be loaded."""
        if not (found := current_atlas().feature(feature)):
            return f" <span>{number}</span>"
        title = escape(_title(found["properties"]))
        return f' <a {self._address(feature)} title="{title}" aria-label="{number}: {title}">{number}</a>'

    def _note(self, feature: str, number: int, bearing: set[str]) -> str:
        found = current_atlas().feature(feature)
        if not found:
            return f'<li value="{number}">{escape(feature)}</li>'
        properties = found["properties"]
        when = escape(span_in_words(properties["start"], properties["end"]))
        cited = cited_html(reference["id"] for reference in properties["sources"] if reference["id"] in bearing)
        known = cited or escape(_("No page seen yet: known from memory."))
        title = f"<a {self._address(feature)}>{escape(_title(properties))}</a>"
        return f'<li value="{number}">{title}, {when}<br><small>{known}</small></li>'


def cited_html(sources: Iterable[str]) -> str:
    """Return sources, each with its link, as HTML."""
    cited = (load_sources()[source] for source in sources)
    return BETWEEN_SOURCES.join(link(source.url, source.citation) for source in cited)


def _title(properties: Mapping[str, Any]) -> str:
    title: str = properties[f"title_{language()}"]
    return title
