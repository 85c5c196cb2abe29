"""A random walk through the pages: after every event all numbers are read and compared with torch's."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from itertools import chain
from pathlib import Path
from random import Random

import torch
from playwright.sync_api import Error, Page

from lessons import catalog
from tests.browser import actions
from tests.browser.figures import Lesson, Reading, open_figure, read_figure, wait_for_figure
from tests.browser.visit import VIEWPORTS, wait_until_settled
from tests.monkey import by_settings, frame, gestures
from tests.monkey.comparing import Tally
from tests.monkey.scene import Event, Foretold, Scene, Walked

OF_LESSONS = Path(__file__).with_name("lessons")
PAGES: dict[Lesson, Walked] = {
    each.address[1:]: import_module(f"tests.monkey.lessons.{each.name}").PAGE
    for each in catalog.PAGES
    if (OF_LESSONS / f"{each.name}.py").exists()
}

PATIENCE = 15_000  # ms for one event before the walk calls it stuck
LONGEST_STAY = 40  # events on one page
SKIPS = 0.3  # how often an open question is skipped before an event: it keeps back the numbers it is about
SHOWN_MISMATCHES = 20
PACE = 0.15  # settings of a layer an event, at the least: a walk that has seen fewer sets some
SETTING = {by_settings.drag_a_slider, by_settings.press_plus_or_minus, by_settings.use_keys_on_a_slider}
TOLD = 250  # events after which a walk says how far it has come


def _rest(scene: Scene) -> None:
    """Rest until the page that was opened has told Python of its settings, as nobody's hand is quicker.

    Who goes back within a fifth of a second of arriving may be brought back by Streamlit.
    """
    scene.page.wait_for_timeout(250)
    wait_until_settled(scene.page)


def switch_language(scene: Scene) -> Foretold:
    scene.pause()
    held = scene.holding()
    actions.switch_language(scene.page, scene.now)
    return held


def reload(scene: Scene) -> Foretold:
    """Load the page again, in the middle of playing or not."""
    if scene.chance(0.5):
        scene.pause()
    # A picture of the visitor's own is nowhere but on his page.
    query = scene.now.query
    is_lost = query.get("input") == "photo" or "own" in (query.get("sample"), query.get("picture"))
    held = None if scene.now.is_playing or is_lost else scene.holding()
    actions.reload(scene.page, scene.now)
    return held


def change_the_screen(scene: Scene) -> Foretold:
    scene.pause()
    viewport = scene.page.viewport_size
    wide = viewport is not None and viewport["width"] > VIEWPORTS["phone"][0]
    width, height = VIEWPORTS["phone" if wide else "desktop"]
    scene.page.set_viewport_size({"width": width, "height": height})
    return scene.holding()


def _go_to(scene: Scene, other: Lesson) -> None:
    title = catalog.lesson(other.replace("-", "_")).prose(scene.language).title
    actions.choose_lesson(scene.page, title, other, scene.language)


def go_to_another_page(scene: Scene) -> Foretold:
    _go_to(scene, scene.another_lesson())
    return None


def go_there_and_back(scene: Scene) -> Foretold:
    """Follow the link of another lesson, then the browser's own way back."""
    scene.pause()
    held = scene.holding()
    before, other = scene.now.lesson, scene.another_lesson()
    _go_to(scene, other)
    _rest(scene)
    scene.page.go_back()
    wait_for_figure(scene.page, before, scene.language)
    if scene.chance(0.5):
        return held
    _rest(scene)
    scene.page.go_forward()
    wait_for_figure(scene.page, other, scene.language)
    return None


def move_the_pointer_away(scene: Scene) -> Foretold:
    """Point at any place of the screen; that sets nothing."""
    viewport = scene.page.viewport_size or {"width": 390, "height": 844}
    scene.page.mouse.move(
        scene.random.uniform(0, viewport["width"]), scene.random.uniform(0, viewport["height"])
    )
    return None if scene.now.is_playing else scene.holding()


ANYWHERE = (
    Event(0.7, switch_language),
    Event(0.5, reload),
    Event(2, change_the_screen),
    Event(1.2, go_to_another_page),
    Event(0.3, go_there_and_back),
    Event(3, move_the_pointer_away),
)
# What needs more than one lesson.
ELSEWHERE = (go_to_another_page, go_there_and_back)


@dataclass
class Walk:
    """A seeded walk of one visitor, and what it found."""

    seed: int
    lessons: Sequence[Lesson] = tuple(PAGES)
    tally: Tally = field(default_factory=Tally)
    events: Counter[str] = field(default_factory=Counter[str])
    layers: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    addresses: set[str] = field(default_factory=set[str])
    event: str = "opening"
    doing: str = "opening"
    stayed: int = 0
    seconds: float = 0.0

    def go(self, page: Page, events: int, *, until_found: str = "", **query: str | int) -> None:
        """Do that many events, or as many as find this, from the first lesson with these settings on."""
        torch.set_num_threads(1)  # the numbers are few
        started = time.monotonic() - self.seconds
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.tally.mismatches.append(f"{self.doing}: {error.message}"))
        first = open_figure(page, self.lessons[0], **query)
        scene = Scene(page, Random(self.seed), first, self.lessons)
        self._take(scene, "opening")
        for _ in range(events):
            if until_found and any(until_found in sentence for sentence in self.tally.mismatches):
                break
            event, known = self._choose(scene), len(self.tally.mismatches)
            self._do(scene, event)
            self.seconds = time.monotonic() - started
            # At once: a walk may be stopped.
            for sentence in self.tally.mismatches[known : known + SHOWN_MISMATCHES]:
                print(f"  {sentence}", flush=True)
            if self.events.total() % TOLD == 0:
                print(self.summary(), flush=True)

    def _choose(self, scene: Scene) -> Event:
        """Choose by weight; what has not been done yet goes first, here, then elsewhere: all is done."""
        known, undone = self._events(scene.now.lesson), self.known_events() - set(self.events)
        if fresh := [event for event in known if f"{scene.now.lesson}: {event.name}" in undone]:
            return scene.random.choice(fresh)
        if undone or self.stayed >= LONGEST_STAY:  # every walk must see enough of either page
            self.stayed = 0
            return next((event for event in known if event.act is go_to_another_page), known[0])
        if PAGES[scene.now.lesson].settings and len(self.layers) < PACE * self.events.total():
            known = tuple(event for event in known if event.act in SETTING) or known
        return scene.random.choices(known, [event.weight for event in known])[0]

    def _do(self, scene: Scene, event: Event) -> None:
        """Do one event and compare what the page shows then; being stuck is a mismatch like any other."""
        before, self.event = self.event, event.name
        doing = self.doing = f"{event.name} ({self.events.total() + 1}, after {before})"
        self.events[f"{scene.now.lesson}: {event.name}"] += 1
        self.stayed += 1
        try:
            scene.put_the_sheet_away()
            if scene.chance(SKIPS):
                gestures.skip_the_question(scene)
            foretold = event.do(scene)
            scene.now = read_figure(scene.page)
        except (AssertionError, LookupError, Error) as problem:
            self.tally.mismatches.append(f"{doing} at {scene.page.url}: {problem!r}")
            scene.now = open_figure(scene.page, scene.now.lesson, lang=scene.language)
            return
        self._hold(scene.now, doing, foretold)
        self._take(scene, doing)

    def _hold(self, reading: Reading, doing: str, foretold: Foretold) -> None:
        for name, value in (foretold or {}).items():
            if reading.query.get(name) != value:
                self.tally.mismatches.append(
                    f"{doing}: {name} is {reading.query.get(name)}, not {value}, at {reading.query}"
                )

    def _take(self, scene: Scene, doing: str) -> None:
        reading = scene.now
        chosen = sorted(reading.chosen.items())
        address = reading.path + "?" + "&".join(f"{name}={value}" for name, value in chosen)
        self.addresses.add(address)
        if names := PAGES[reading.lesson].settings:
            self.layers.add(tuple(reading.query.get(name, "") for name in names))
        try:
            self.tally.take(address, doing, chain(PAGES[reading.lesson].compare(scene), frame.compare(scene)))
        except (AssertionError, LookupError, ValueError, RuntimeError, Error) as problem:  # not all is there
            self.tally.mismatches.append(f"{doing} at {address} cannot be compared: {problem!r}")

    def _events(self, lesson: Lesson) -> tuple[Event, ...]:
        """Return what can be done at a lesson; with no other lesson there is no way to it."""
        alone = len(self.lessons) == 1
        others = [event for event in ANYWHERE if not alone or event.act not in ELSEWHERE]
        return (*PAGES[lesson].events, *others)

    def known_events(self) -> set[str]:
        """Return every kind of event, as it is counted."""
        return {f"{lesson}: {event.name}" for lesson in self.lessons for event in self._events(lesson)}

    def summary(self) -> str:
        """Return how far the walk went, in a line."""
        tally = self.tally
        return (
            f"seed {self.seed}, {' and '.join(self.lessons)}: "
            f"{self.events.total()} events in {self.seconds:.0f} s, "
            f"{len(self.layers)} settings of the layer at {len(self.addresses)} addresses, "
            f"{tally.numbers.total()} numbers compared, {len(tally.distinct)} of them distinct, "
            f"{len(tally.mismatches)} mismatches"
        )

    def report(self) -> str:
        tally = self.tally
        lines = [
            self.summary(),
            *(f"  {sentence}" for sentence in tally.mismatches[:SHOWN_MISMATCHES]),
            "events: " + ", ".join(f"{name} {count}" for name, count in sorted(self.events.items())),
            "numbers: " + ", ".join(f"{kind} {count}" for kind, count in sorted(tally.numbers.items())),
        ]
        return "\n".join(lines)
