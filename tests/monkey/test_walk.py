"""Hundreds of events by chance, in several walks: every number that was on the screen is torch's.

Each day has walks of its own; `SEED` gives those of another one again. The walk is itself tested: a fault in
the arithmetic that the browser gets is found by a short one.
"""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page, Route

from lessons.catalog import LESSONS
from tests.browser.figures import Lesson
from tests.browser.visit import NewPage, visitor
from tests.monkey.walk import PAGES, Walk
from tests.oracle.planted import Fault
from tests.sample import EVENTS, SEED

BESIDE = {page.beside: lesson for lesson, page in PAGES.items() if page.beside}
COURSES = [
    (lesson, *([BESIDE[lesson]] if lesson in BESIDE else []))
    for lesson in PAGES
    if lesson not in BESIDE.values()
]


@pytest.mark.parametrize("lessons", COURSES, ids=[f"{'-and-'.join(each)}-{SEED}" for each in COURSES])
def test_no_number_of_a_walk_is_wrong(
    new_page: NewPage, lessons: Sequence[Lesson], record_property: Callable[[str, object], None]
) -> None:
    events = EVENTS * len(lessons)
    walk = Walk(SEED, lessons)
    walk.go(new_page(), events)
    record_property("walk", walk.summary())
    print(walk.report())
    print(f"again: make walk SEED={SEED} EVENTS={events} LESSONS='{' '.join(lessons)}'")
    assert walk.tally.mismatches == []
    assert walk.events.total() == events
    pages = [PAGES[lesson] for lesson in lessons]
    # The same number at the same address counts once; the pooled maps, of which there are many, do not count.
    distinct = [kind for _, kind, _ in walk.tally.distinct if not kind.startswith("pool")]
    assert len(distinct) >= EVENTS * sum(page.numbers for page in pages)
    assert len(walk.layers) >= EVENTS * sum(page.seen for page in pages if page.settings)
    assert set(walk.events) == walk.known_events()


WRONG = " shows "  # in a mismatch: a wrong number, not only a broken page


# More faults are planted in `tests/oracle/`.
FAULTS = [(lesson, what) for lesson, page in PAGES.items() for what in page.faults]


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


@pytest.mark.alike("lesson", "what", keep=4)
@pytest.mark.parametrize(("lesson", "what"), FAULTS)
def test_a_fault_of_every_lesson_is_found_by_a_walk(
    browser: Browser, base_url: str, lesson: Lesson, what: str
) -> None:
    page, planted = visitor(browser, base_url), PAGES[lesson].faults[what]
    changed = plant(page, planted.fault)
    walk = Walk(1, (lesson,))
    walk.go(page, planted.events, until_found=WRONG, **dict(parse_qsl(planted.start)))
    page.context.close()
    assert planted.fault.module in changed
    assert any(WRONG in sentence for sentence in walk.tally.mismatches), walk.tally.mismatches


def test_every_lesson_is_walked_and_has_a_planted_fault() -> None:
    assert {lesson for course in COURSES for lesson in course} == {*PAGES} == {lesson for lesson, _ in FAULTS}
    assert {*PAGES} >= {lesson.address[1:] for lesson in LESSONS}
