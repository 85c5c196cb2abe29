"""Hundreds of events by chance, in several walks: every number that was on the screen is torch's.

Each day has walks of its own; `SEED` gives those of another one again. The walk is itself tested: a fault in
the arithmetic that the browser gets is found by a short one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Route

from lessons.catalog import LESSONS
from tests.browser.figures import Lesson
from tests.browser.visit import NewPage, visitor
from tests.monkey.pages import PAGES
from tests.monkey.walk import Walk
from tests.oracle import planted, test_input_shape, test_live_network, test_neuron
from tests.oracle.planted import Fault
from tests.sample import EVENTS, SEED


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


# By lesson and what is wrong: more faults are planted in `tests/oracle/`.
FAULTS: dict[str, Fault] = {
    "convolution": Fault("convolution/model/numbers.js", "sum + chosen.bias", "sum"),
    "pooling": Fault("kit/arithmetic/grid.js", "column - right", "column"),
    "why-cnn": planted.MOVED_THE_OTHER_WAY,
    "conv2d": planted.LAYER_BIAS_DROPPED.in_kit(),
    "input-shape": test_input_shape.FAULTS["strides of another axis"],
    "output-size": Fault("kit/arithmetic/geometry.js", "(kernelSize - 1) + 1", "kernelSize + 1"),
    "neuron": test_neuron.FAULTS["bias dropped"],
    "maxpool2d": Fault("kit/arithmetic/pooling.js", "value > largest ||", "value < largest ||"),
    "live-network": test_live_network.FAULTS["average for the largest"],
    # The way back, each fault where it shows.
    "gradient, its kernel turned": planted.KERNEL_TURNED.in_kit(),
    "gradient, the bias gets the mean": planted.BIAS_MEAN.in_kit(),
    "gradient, a losing cell gets it": planted.LOSER_FED.in_kit(),
    "gradient, one-hot is forgotten": planted.ONE_HOT_FORGOTTEN.in_kit(),
    "training, its rate": Fault("training/model/trainer.js", "lr / (1 - power1)", "lr"),
    "training, the batch is not divided": Fault("training/model/trainer.js", "= 1 / chosen.length", "= 1"),
}
# Where the walk begins, and within how many events it must find the fault, if not at once: some pages show no
# number before the guess. Of /maxpool2d every state is asked about, and some show torch's words.
STARTS: dict[str, tuple[str, int]] = {
    "convolution": ("stride=4", 10),
    "pooling": ("input=three&map=3&kernel_size=3&stride=2&padding=1&shift=2&ceil_mode=1", 4),
    "why-cnn": ("down=2", 0),
    "input-shape": ("view=memory&ops=permute:2,0,1", 0),
    "output-size": ("", 16),
    "neuron": ("bias=3&relu=1", 0),
    "maxpool2d": ("", 40),
    "gradient, its kernel turned": ("input=heart&layer=pixel", 0),
    "gradient, the bias gets the mean": ("input=heart&layer=conv&parameter=bias", 0),
    "gradient, a losing cell gets it": ("input=heart&layer=pool", 0),
    "gradient, one-hot is forgotten": ("input=digit&layer=conv", 0),
    "training, its rate": ("digits=100&update=2&numbers=1", 16),
    "training, the batch is not divided": ("digits=100&update=2&numbers=1&filters=plain&optimizer=sgd", 16),
}


def plant(page: Page, fault: Fault) -> list[str]:
    """Let the browser get one arithmetic module with a fault; return the list of what was changed."""
    changed: list[str] = []

    def change(route: Route) -> None:
        answer = route.fetch(max_retries=2)
        text = answer.text()
        assert text.count(fault.right) == 1, f"{fault.right!r} is not once in {fault.module}"
        changed.append(fault.module)
        route.fulfill(response=answer, body=text.replace(fault.right, fault.wrong))

    page.route(f"**/{fault.module}", change)
    return changed


@pytest.mark.alike("name", keep=4)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_every_lesson_is_found_by_a_walk(browser: Browser, base_url: str, name: str) -> None:
    page, (start, events) = visitor(browser, base_url), STARTS.get(name, ("", 0))
    changed = plant(page, FAULTS[name])
    walk = Walk(1, (name.partition(",")[0],))
    walk.go(page, events, until_found=WRONG, **dict(parse_qsl(start)))
    page.context.close()
    assert FAULTS[name].module in changed
    assert any(WRONG in sentence for sentence in walk.tally.mismatches), walk.tally.mismatches


def test_every_lesson_is_walked_and_has_a_planted_fault() -> None:
    walked = [lesson for course in COURSES for lesson in course.lessons]
    assert sorted(walked) == sorted(PAGES)
    assert {name.partition(",")[0] for name in FAULTS} == {*walked}
    assert set(walked) >= {lesson.address[1:] for lesson in LESSONS}
