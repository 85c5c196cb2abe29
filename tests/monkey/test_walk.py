"""Hundreds of events by chance, in several walks: every number that was on the screen is torch's.

Each day has walks of its own; `SEED` gives those of another one again, `EVENTS` longer ones. The walk
is itself tested: a fault in the arithmetic that the browser gets is found by a short one.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Route

from lessons.catalog import LESSONS
from tests.browser.figures import Lesson
from tests.browser.visit import NewPage, visitor
from tests.monkey.pages import PAGES
from tests.monkey.walk import Walk
from tests.oracle.planted import Fault
from tests.sample import SEED

EVENTS = int(os.environ.get("EVENTS", "60"))  # a lesson


@dataclass(frozen=True)
class Course:
    """Which lessons a walk goes through, and how much it must see an event."""

    lessons: Sequence[Lesson]
    numbers: float
    settings: float = 0.0


COURSES = (
    Course(("convolution", "live-network"), numbers=10, settings=0.075),
    Course(("pooling", "why-cnn"), numbers=10, settings=0.075),
    Course(("neuron", "input-shape"), numbers=10),
    # Beside each of those in which torch trains or goes back a quick one, so that no walk is long.
    Course(("conv2d", "gradient"), numbers=4, settings=0.05),
    Course(("maxpool2d", "training"), numbers=4, settings=0.05),
    Course(("output-size",), numbers=1.5, settings=0.2),
)


@pytest.mark.parametrize(
    "course", COURSES, ids=[f"{'-and-'.join(course.lessons)}-{SEED}" for course in COURSES]
)
def test_no_number_of_a_walk_is_wrong(
    new_page: NewPage, course: Course, record_property: Callable[[str, object], None]
) -> None:
    events = EVENTS * len(course.lessons)
    walk = Walk(SEED, course.lessons)
    walk.go(new_page(), events)
    record_property("walk", walk.summary())
    print(walk.report())
    print(f"again: make walk SEED={SEED} EVENTS={events} LESSONS='{' '.join(course.lessons)}'")
    assert walk.tally.mismatches == []
    assert walk.events.total() == events
    # The same number at the same address counts once; the pooled maps, of which there are many, do not count.
    distinct = [kind for _, kind, _ in walk.tally.distinct if not kind.startswith("pool")]
    assert len(distinct) >= course.numbers * events
    assert len(walk.layers) >= course.settings * events
    assert set(walk.events) == walk.known_events()


WRONG = " shows "  # in a mismatch: a wrong number, not only a broken page


class Planted(NamedTuple):
    """A fault of a module: where the walk begins, and after how many events it must be found.

    Some pages show no number before the guess, and a walk stops when it is found.
    """

    module: str
    right: str
    wrong: str
    start: str = ""
    events: int = 0


# By lesson and what is wrong. More faults of the arithmetic are planted in `tests/oracle/test_sweeps.py`.
FAULTS = {
    "convolution": Planted(
        "lessons/*/convolution/model/numbers.js", "sum + chosen.bias", "sum", "stride=4", 10
    ),
    "pooling": Planted(
        *("kit/arithmetic/grid.js", "column - right", "column"),
        "input=three&map=3&kernel_size=3&stride=2&padding=1&shift=2&ceil_mode=1",
        4,
    ),
    "why-cnn": Planted("kit/arithmetic/grid.js", "row - down", "row + down", "down=2"),
    "conv2d": Planted("kit/arithmetic/convolution.js", "map.values[cell], 0) + bias", "map.values[cell], 0)"),
    "input-shape": Planted(
        "lessons/*/input_shape/model/tensor_view.js",
        *("given.strides[axis]),", "given.strides[axes - 1 - axis]),"),
        "view=memory&ops=permute:2,0,1",
    ),
    "output-size": Planted(
        "kit/arithmetic/geometry.js",
        *("dilation * (kernelSize - 1) + 1", "dilation * kernelSize + 1"),
        events=16,
    ),
    "neuron": Planted(
        "lessons/*/neuron/model/numbers.js",
        *("relu ? Math.max(sum + bias, 0)", "relu ? Math.max(sum, 0)"),
        "bias=3&relu=1",
    ),
    # Every state is asked about, and some show torch's words.
    "maxpool2d": Planted("kit/arithmetic/pooling.js", "value > largest ||", "value < largest ||", events=40),
    "live-network": Planted("kit/pictures/nets.js", 'kind === "max"', 'kind !== "max"'),
    # The way back, each fault where it shows.
    "gradient, its kernel turned": Planted(
        "kit/arithmetic/backward.js",
        *("gradient * weights[weight];", "gradient * weights[weights.length - 1 - weight];"),
        "input=heart&layer=pixel",
    ),
    "gradient, the bias gets the mean": Planted(
        "kit/arithmetic/backward.js",
        *("return bias;", "return bias / incoming.values.length;"),
        "input=heart&layer=conv&parameter=bias",
    ),
    "gradient, a losing cell gets it": Planted(
        "kit/arithmetic/pooling.js",
        *("gradient.values[winner] +=", "gradient.values[cells[0]] +="),
        "input=heart&layer=pool",
    ),
    "gradient, one-hot is forgotten": Planted(
        "kit/arithmetic/backward.js", "share - 1 :", "share :", "input=digit&layer=conv"
    ),
    "training, its rate": Planted(
        "lessons/*/training/model/trainer.js",
        *("lr / (1 - power1)", "lr", "digits=100&update=2&numbers=1", 16),
    ),
    "training, the batch is not divided": Planted(
        "lessons/*/training/model/trainer.js",
        *("= 1 / chosen.length", "= 1"),
        "digits=100&update=2&numbers=1&filters=plain&optimizer=sgd",
        16,
    ),
}


def plant(page: Page, fault: Fault) -> list[str]:
    """Let the browser get one arithmetic module with a fault; return the list of what was changed."""
    planted: list[str] = []

    def change(route: Route) -> None:
        answer = route.fetch(max_retries=2)
        text = answer.text()
        assert text.count(fault.right) == 1, f"{fault.right!r} is not once in {fault.module}"
        planted.append(fault.module)
        route.fulfill(response=answer, body=text.replace(fault.right, fault.wrong))

    page.route(f"**/{fault.module}", change)
    return planted


@pytest.mark.alike("name", keep=4)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_every_lesson_is_found_by_a_walk(browser: Browser, base_url: str, name: str) -> None:
    planted, page = FAULTS[name], visitor(browser, base_url)
    changed = plant(page, Fault(*planted[:3]))
    walk = Walk(1, (name.partition(",")[0],))
    walk.go(page, planted.events, until_found=WRONG, **dict(parse_qsl(planted.start)))
    page.context.close()
    assert planted.module in changed
    assert any(WRONG in sentence for sentence in walk.tally.mismatches), walk.tally.mismatches


def test_every_lesson_is_walked_and_has_a_planted_fault() -> None:
    walked = [lesson for course in COURSES for lesson in course.lessons]
    assert sorted(walked) == sorted(PAGES)
    assert {name.partition(",")[0] for name in FAULTS} == {*walked}
    assert set(walked) >= {lesson.address[1:] for lesson in LESSONS}
