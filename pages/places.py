"""The place that a page keeps for a figure until it comes, so that nothing below it moves then."""

import json
from collections.abc import Mapping
from pathlib import Path

# By a figure's key and the width from which on it is so high, as measured by `make places`; "key.few" is
# how high it is while the settings that wait are hidden, for who has not opened them.
MEASURED = Path(__file__).parent / "places.json"
Heights = Mapping[str, Mapping[str, int]]


def read_places() -> Heights:
    """Return the heights in px, by key and then by the least width (px, as text) of what it stands in."""
    return json.loads(MEASURED.read_text(encoding="utf-8"))


def style_of(places: Heights) -> str:
    """Return the style sheet that keeps these heights: the page keeps `--place`, and the figure fills it."""
    rules: list[str] = []
    for name, heights in places.items():
        key, _, is_few = name.partition(".")
        place = f"html:not(.all-{key}) .st-key-{key}" if is_few else f".st-key-{key}"
        rules.append(f"{place} {{ min-height: var(--place) }}")
        for width, height in heights.items():
            rules.append(f"@container place (width >= {width}px) {{ {place} {{ --place: {height}px }} }}")
    return "\n".join(rules)


# In the head of a page, before anything is drawn: the lessons whose settings are all open, by the browser's
# memory (kit/controls/settings.js), or may be, by an address that sets some.
SCRIPT = """<script>{
  let opened = {};
  try { opened = JSON.parse(localStorage["cnn.course.more"] ?? "{}"); } catch { /* nothing is kept here */ }
  const isSet = [...new URLSearchParams(location.search).keys()].some(name => name !== "lang");
  if (isSet) opened[location.pathname.slice(1).replaceAll("-", "_")] = true;
  for (const name in opened) document.documentElement.classList.toggle(`all-${name}`, opened[name]);
}</script>"""
