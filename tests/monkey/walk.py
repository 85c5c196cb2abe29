"""A random walk through the pages: after every event all numbers are read and compared with torch's."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import torch
from playwright.sync_api import Error, Page

from tests.browser.figures import Lesson, Reading, open_figure, read_figure
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Tally
from tests.monkey.pages import ANYWHERE, ELSEWHERE, PAGES, go_to_another_page
from tests.monkey.scene import Event, Foretold, Scene

PATIENCE = 15_000  # ms for one event before the walk calls it stuck
LONGEST_STAY = 40  # events on one page
SKIPS = 0.3  # how often an open question is skipped before an event: it keeps back the numbers it is about
SHOWN_MISMATCHES = 20
PACE = 0.15  # settings of a layer an event, at the least: a walk that has seen fewer sets some
SETTING = {by_settings.drag_a_slider, by_settings.press_plus_or_minus, by_settings.use_keys_on_a_slider}
TOLD = 250  # events after which a walk says how far it has come


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
            self.tally.take(address, doing, PAGES[reading.lesson].compare(scene))
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
