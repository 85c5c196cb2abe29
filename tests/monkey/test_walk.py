"""Two thousand events by chance, in several walks: every number that was on the screen is torch's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.browser.figures import Lesson
from tests.browser.visit import NewPage
from tests.monkey.pages import PAGES
from tests.monkey.walk import Walk


@dataclass(frozen=True)
class Course:
    """Which lessons the walks of some seeds go through, how long, and how much they must see an event."""

    lessons: Sequence[Lesson]
    seeds: range
    events: int
    numbers: float
    settings: float = 0.0


COURSES = (
    Course(("convolution", "live-network"), range(20, 24), 500, numbers=10, settings=0.075),
    Course(("pooling",), range(40, 41), 250, numbers=10, settings=0.2),
    Course(("why-cnn", "live-network"), range(60, 62), 100, numbers=10),
    Course(("neuron",), range(30, 31), 250, numbers=50),
    Course(("input-shape",), range(30, 32), 150, numbers=1),
    Course(("output-size",), range(60, 62), 120, numbers=2, settings=0.2),
    Course(("conv2d", "maxpool2d"), range(20, 22), 150, numbers=2, settings=0.075),
)
WALKS = [(course, seed) for course in COURSES for seed in course.seeds]
NAMES = [f"{'-and-'.join(course.lessons)}-{seed}" for course, seed in WALKS]


@pytest.mark.parametrize(("course", "seed"), WALKS, ids=NAMES)
def test_no_number_of_a_long_walk_is_wrong(
    new_page: NewPage,
    base_url: str,
    course: Course,
    seed: int,
    record_property: Callable[[str, object], None],
) -> None:
    walk = Walk(seed, course.lessons)
    walk.go(new_page(), base_url, course.events)
    record_property("walk", walk.summary())
    print(walk.report())
    assert walk.tally.mismatches == []
    assert walk.events.total() == course.events
    # The same number at the same address counts once; the pooled maps, of which there are many, do not count.
    distinct = [kind for _, kind, _ in walk.tally.distinct if not kind.startswith("pool")]
    assert len(distinct) >= course.numbers * course.events
    assert len(walk.layers) >= course.settings * course.events
    assert set(walk.events) == walk.known_events()


def test_every_lesson_is_walked() -> None:
    assert {lesson for course in COURSES for lesson in course.lessons} == set(PAGES)
