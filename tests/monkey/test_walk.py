"""Hundreds of events by chance, in several walks: every number that was on the screen is torch's.

Each day has walks of its own; `SEED` gives those of another one again, `EVENTS` longer ones.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from lessons.catalog import LESSONS
from tests.browser.figures import Lesson
from tests.browser.visit import NewPage
from tests.monkey.pages import PAGES
from tests.monkey.walk import Walk
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


def test_every_lesson_is_walked() -> None:
    walked = [lesson for course in COURSES for lesson in course.lessons]
    assert sorted(walked) == sorted(PAGES)
    assert set(walked) >= {lesson.address[1:] for lesson in LESSONS}
