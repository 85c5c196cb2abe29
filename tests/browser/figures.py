"""What a visitor reads off a figure: the page as its accessibility tree has it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from playwright.sync_api import Page

from lessons.catalog import PAGES
from lessons.kit.figure import figure
from lessons.kit.i18n.korean_particles import PLACE
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES, Language, unbroken
from tests.browser.in_page import ask, function_of
from tests.browser.visit import SETTLED, TWO_FORMS, go_to

Place = tuple[int, int]
Lesson = str  # the address of its page, such as "live-network"
# The labels of the sentences in which a lesson's figure says its numbers.
CAPTION_LABELS: dict[Lesson, tuple[str, ...]] = {
    "why-cnn": ("why.say_still", "why.say_moved", "why.say_turned"),
    "convolution": ("conv.sentence",),
    "neuron": ("neuron.sentence_relu", "neuron.sentence"),
    "output-size": tuple(
        f"size.window{where}"
        for where in ("", "_before", "_after", "_before_after", "_in_padding_before", "_in_padding_after")
    ),
    "live-network": (
        "live.sentence",
        "live.sentence_relu",
        "live.sentence_max",
        "live.sentence_average",
        "live.sentence_score",
    ),
}
# As a learner reads it: a real minus sign, two decimals or none, sometimes no zero before the point.
NUMBER = r"−?(?:\d+(?:\.\d\d)?|\.\d\d)"
TERMS = {
    "conv.sum_below": "s",
    "conv.bias_below": "b",
    "conv.output_below": "o",
    "neuron.sum_below": "s",
    "neuron.bias_below": "b",
    "neuron.output_below": "o",
    "live.largest": "m",
    "live.average": "m",
}

PUTS_OFF = figure.address_of("kit/dom/page.js")
PAUSES = [label("play.pause", language) for language in LANGUAGES]


POLLING = 50  # ms


@dataclass(frozen=True)
class Reading:
    """A figure at one moment: its address, and every number in its grids by (row, column), counted from 1."""

    path: str
    query: dict[str, str]
    language: Language
    grids: list[tuple[str, dict[Place, str]]]
    tables: dict[str, list[list[str]]]
    paragraphs: list[str]
    terms: dict[str, str]
    alert: str
    status: str
    is_playing: bool

    @property
    def lesson(self) -> Lesson:
        """Return which page this is, by its address."""
        return self.path.strip("/")

    @property
    def settings(self) -> dict[str, int]:
        """Return the whole numbers of the address by name."""
        return {name: int(value) for name, value in self.query.items() if re.fullmatch(r"-?\d+", value)}

    @property
    def chosen(self) -> dict[str, str]:
        """Return the address without its language: what must outlive a change of the language."""
        return {name: value for name, value in self.query.items() if name != "lang"}

    def grid(self, name: str, **values: object) -> dict[Place, str]:
        """Return the cells of the grid with this label; several grids of one name must not differ."""
        wanted = label(name, self.language, **values)
        found = [cells for grid, cells in self.grids if grid == wanted]
        assert found, f"no grid {wanted!r} among {[grid for grid, _ in self.grids]}"
        assert all(cells == found[0] for cells in found), f"the grids {wanted!r} differ"
        return found[0]

    def has(self, name: str, **values: int) -> bool:
        """Return whether a grid with this label is on the screen."""
        return any(grid == label(name, self.language, **values) for grid, _ in self.grids)

    def sentence(self) -> dict[str, str]:
        """Return the values that the figure's sentence names, {} if it says no such sentence."""
        patterns = [pattern_of(name, self.language) for name in CAPTION_LABELS[self.lesson]]
        found = (pattern.search(line) for pattern in patterns for line in self.paragraphs)
        return next((match.groupdict() for match in found if match), dict[str, str]())


@cache
def pattern_of(name: str, language: Language, number: str = NUMBER) -> re.Pattern[str]:
    """Return what finds a label whatever numbers are put in, with particles and words of one or many."""
    text, parts, end = unbroken(TABLE[name][language]).replace("**", ""), list[str](), 0
    for place in PLACE.finditer(text):
        parts += [re.escape(text[end : place.start()]), _shown(place, number)]
        end = place.end()
    return re.compile("".join([*parts, re.escape(text[end:])]))


def _shown(place: re.Match[str], number: str) -> str:
    if place["many"]:
        return f"(?:{re.escape(place['first'])}|{re.escape(place['many'])})"
    if place["name"] == "eq":  # a sign, but for a test that puts the same number everywhere
        return f"(?P<eq>[=≈]|{number})"
    return f"(?P<{place['name']}>{number})" + ("[가-힣]+" if place["first"] else "")


def read_figure(page: Page) -> Reading:
    """Return what the figure shows once the next frame is painted."""
    found: dict[str, Any] = ask(page, "reading.figure", PUTS_OFF, PAUSES)
    assert TWO_FORMS.findall(found["words"]) == []
    address = urlsplit(str(found["url"]))
    grids = [(name, {(row, column): text for row, column, text in cells}) for name, cells in found["grids"]]
    language: Language = found["language"]
    letters = {label(name, language): letter for name, letter in TERMS.items()}
    return Reading(
        path=address.path,
        query=dict(parse_qsl(address.query)),
        language=language,
        grids=grids,
        tables=dict(found["tables"]),
        paragraphs=found["paragraphs"],
        terms={letters[text]: number for text, number in found["terms"] if text in letters},
        alert=found["alert"],
        status=found["status"],
        is_playing=found["isPlaying"],
    )


def shape(cells: Mapping[Place, str]) -> Place:
    """Return the rows and columns of a grid that holds all its cells."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    assert len(cells) == len(rows) * len(columns)
    return len(rows), len(columns)


def address_of(lesson: str, **query: str | int) -> str:
    return f"/{lesson}" + (f"?{urlencode(query)}" if query else "")


def open_figure(page: Page, lesson: Lesson, **query: str | int) -> Reading:
    """Go to a deep link in a language (`lang`, else the browser's English) and return the figure there."""
    go_to(page, address_of(lesson, **query))
    return wait_for_figure(page, lesson, cast("Language", query.get("lang", "en")))


def follow_link(page: Page, lesson: Lesson, query: Mapping[str, str | int]) -> Reading:
    """Set the figure as a link of the text does, for a tenth of what opening its page costs; return it.

    At least one of the settings must be the figure's own; what is not, as a sample, is brought by a new page.
    """
    ask(page, "reading.follow", f"?{urlencode(query)}")
    return wait_for_figure(page, lesson, read_figure(page).language)


def wait_for_figure(page: Page, lesson: Lesson, language: Language) -> Reading:
    """Wait until this lesson's figure stands there in this language, and no other; return it."""
    names = [each.name for each in PAGES]
    wanted = [lesson.replace("-", "_"), names, language, SETTLED]
    page.wait_for_function(function_of("reading.isThere"), arg=wanted, polling=POLLING)
    ask(page, "reading.unfoldAll")
    return read_figure(page)
