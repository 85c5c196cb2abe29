"""What cannot be set says why in a sentence and leaves the figure as it was: by a hand, and by an address."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure
from tests.settings_states import lines_of

Act = Callable[[Page], object]
Query = dict[str, str | int]


def stepped(sign: str, called: str) -> Act:
    return lambda page: actions.push(actions.stepper(page, sign, called))


def pressed(grid: str, row: int, column: int) -> Act:
    return lambda page: actions.cell(page, grid, row, column).click()


def typed(text: str, grid: str, row: int, column: int) -> Act:
    return lambda page: actions.type_into(page, actions.cell(page, grid, row, column), text)


def chosen(called: str, value: str) -> Act:
    return lambda page: actions.choice(page, called).select_option(value)


def turned(name: str) -> Act:
    return lambda page: actions.push(actions.switch(page, name))


@dataclass(frozen=True)
class Refused:
    """Where, what is done there, and the label of what is said."""

    lesson: Lesson
    query: Query
    act: Act
    said: str
    values: dict[str, object] = field(default_factory=dict[str, object])


DIGITS: dict[str, object] = {"lowest": "−9", "highest": "9"}
PIXELS: dict[str, object] = {"lowest": 0, "highest": 9}
ABOVE: dict[str, object] = {"name": "Stride", "n": 6}
BELOW: dict[str, object] = {"name": "Bias", "n": "−2"}
LEAST: Query = {"map": 3, "bias": "0,0,-2,0,0"}
GLOBAL: Query = {"layer": "global"}
BY_HAND = (
    Refused("convolution", {}, pressed("fig.input", 1, 5), "conv.padding_fixed"),
    Refused("convolution", {"stride": 6}, stepped("+", "set.stride"), "set.limit", ABOVE),
    Refused("neuron", {}, pressed("neuron.matrix", 1, 4), "neuron.no_edge", {"i": 1}),
    Refused("neuron", {"right": 1}, typed("1.5", "fig.window", 2, 3), "set.edit_whole_refused", PIXELS),
    Refused("neuron", {"right": 1}, pressed("fig.window", 3, 1), "neuron.came_in"),
    Refused("neuron", {"shared": 0}, pressed("neuron.neuron", 1, 2), "neuron.own_fixed"),
    Refused("pooling", GLOBAL, stepped("+", "set.kernel_size"), "pool.global_fixed"),
    Refused("pooling", GLOBAL, turned("ceil_mode"), "pool.argument_fixed", {"name": "ceil_mode"}),
    Refused("pooling", {"input": "three"}, typed("12", "pool.input", 2, 2), "set.edit_refused", DIGITS),
    Refused("pooling", {"input": "three"}, stepped("+", "set.height"), "pool.side_fixed"),
    Refused("pooling", {"input": "three"}, chosen("set.input", "last"), "pool.no_last"),
    Refused(
        "gradient", {"input": "heart"}, typed("1.5", "grad.input", 1, 1), "set.edit_whole_refused", DIGITS
    ),
    Refused("live-network", {}, stepped("+", "set.seed"), "live.seed_random"),
    Refused("live-network", {"filters": "hand_made"}, turned("set.scores"), "live.untrained"),
    Refused("live-network", LEAST, stepped("−", "set.bias"), "set.limit_below", BELOW),
    Refused("why-cnn", {"shuffle": 1}, turned("why.practice"), "why.practice_shuffled"),
    Refused("input-shape", {"shape": "28,28"}, stepped("+", "N"), "shape.axis_before", {"name": "C"}),
)


@pytest.mark.parametrize("refused", BY_HAND, ids=lambda each: f"{each.lesson} {each.said}")
def test_what_a_hand_cannot_set_is_said(page: Page, refused: Refused) -> None:
    before = open_figure(page, refused.lesson, **refused.query).query
    refused.act(page)
    after = read_figure(page)
    assert after.status.endswith(label(refused.said, "en", **refused.values))
    kept = [name for name, line in lines_of(refused.lesson).items() if not line.get("place")]
    assert {name: after.query.get(name) for name in kept} == {name: before.get(name) for name in kept}


def test_what_was_said_is_gone_once_something_is_set(phone: Page) -> None:
    open_figure(phone, "convolution", stride=6, lang="ko")
    actions.press(phone, "+", "stride")
    assert read_figure(phone).status == label("set.limit", "ko", name=label("set.stride", "ko"), n=6)
    actions.press(phone, "−", "stride")
    assert read_figure(phone).status == ""


# What is asked of a lesson, and what it says; what it says of one setting: tests/javascript/why_cnn.test.js.
BY_ADDRESS: list[tuple[Lesson, Language, Query, str]] = [
    ("live-network", "en", {"filters": "random", "scores": 1}, "live.untrained"),
    ("live-network", "ko", {"filters": "random", "scores": 1}, "live.untrained"),
    # A picture of the visitor's own is nowhere but on his page.
    ("live-network", "ko", {"sample": "own", "way": "photo"}, "up.gone"),
    ("convolution", "en", {"input": "photo"}, "up.gone"),
    ("why-cnn", "ko", {"picture": "own"}, "up.gone"),
    ("pooling", "en", {"input": "last"}, "pool.no_last"),
    ("pooling", "ko", {"input": "last"}, "pool.no_last"),
    ("pooling", "en", {}, ""),  # a fresh address that asks for nothing is no reason to complain
]


@pytest.mark.parametrize(("lesson", "language", "query", "said"), BY_ADDRESS)
def test_what_an_address_cannot_have_is_said(
    page: Page, lesson: Lesson, language: Language, query: Query, said: str
) -> None:
    there = open_figure(page, lesson, lang=language, **query)
    assert there.alert == (said and label(said, language))
    has_all = {name: str(value) for name, value in query.items()}.items() <= there.query.items()
    assert has_all == (said == "")
