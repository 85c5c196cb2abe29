"""The height that a page keeps for a figure until it has come: nothing below it may move then."""

import json
from collections.abc import Mapping
from pathlib import Path

# By a figure's key and the width from which on it is so high, as measured by `make places`.
MEASURED = Path(__file__).parent / "places.json"
Heights = Mapping[str, Mapping[str, int]]


def read_places() -> Heights:
    """Return the heights in px, by key and then by the least width (px, as text) of what it stands in."""
    return json.loads(MEASURED.read_text(encoding="utf-8"))


def style_of(places: Heights) -> str:
    """Return the style sheet that keeps these heights: the page keeps `--place`, and the figure fills it."""
    rules: list[str] = []
    for key, heights in places.items():
        rules.append(f".st-key-{key} {{ min-height: var(--place) }}")
        for width, height in heights.items():
            place = f".st-key-{key} {{ --place: {height}px }}"
            rules.append(f"@container place (width >= {width}px) {{ {place} }}")
    return "\n".join(rules)
