"""How long finding takes on today's record; prints one JSON object, as ``python -m tests.benchmarks.search``."""

from __future__ import annotations

import json
import sys
import time
from statistics import median

from geodata import Atlas

__all__ = ["search_figures", "search_times_ms"]

TURNS = 7
DATES = ("cinco de mayo", "May 1863", "1867", "Puebla 1862", "de 1866 a 1867")


def search_times_ms(atlas: Atlas) -> dict[str, float]:
    """Time every query: words of Spanish titles, their beginnings, letters, dates, and what nothing is called."""
    titles = [
        feature["properties"]["title_es"] for layer in ("events", "places") for feature in atlas.layers[layer].features
    ]
    words = sorted({word for title in titles for word in title.split()})[::7]
    beginnings = [word[:3] for word in words]
    queries = [*words, *beginnings, *"aeiou", *DATES, "de la", "no such thing anywhere", " ".join(titles[:3])]
    atlas.search("")  # makes the index
    return {query: min(_time_ms(atlas, query) for _ in range(TURNS)) for query in dict.fromkeys(queries)}


def search_figures(atlas: Atlas) -> dict[str, float | str]:
    """Return the median and the slowest time of a query, which that was, and how long making the index takes."""
    start = time.perf_counter()
    Atlas(atlas.layers).search("")
    index_ms = (time.perf_counter() - start) * 1000
    times = search_times_ms(atlas)
    slowest = max(times, key=times.__getitem__)
    return {
        "search_p50_ms": round(median(times.values()), 2),
        "search_slowest_ms": round(times[slowest], 2),
        "search_slowest_query": slowest,
        "search_index_ms": round(index_ms),
        "search_queries": len(times),
    }


def _time_ms(atlas: Atlas, query: str) -> float:
    start = time.perf_counter()
    atlas.search(query)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(search_figures(Atlas.load()), ensure_ascii=False) + "\n")
