"""A random walk through the pages: after every event all numbers are read and compared with torch's."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import torch
from playwright.sync_api import Error, Page

from tests.browser.figures import Lesson, Reading, open_figure, read_figure
from tests.monkey import (
    anywhere,
    convolution_numbers,
    network_numbers,
    on_convolution,
    on_network,
    on_network_settings,
    photo_numbers,
)
from tests.monkey.comparing import Comparison, Tally
from tests.monkey.convolution_numbers import Pictures
from tests.monkey.network_numbers import Notebook
from tests.monkey.on_photo import is_photo
from tests.monkey.scene import Event, Foretold, Scene

EVENTS: dict[Lesson, tuple[Event, ...]] = {
    "convolution": (*on_convolution.EVENTS, *anywhere.EVENTS),
    "live-network": (*on_network.EVENTS, *on_network_settings.EVENTS, *anywhere.EVENTS),
}
PATIENCE = 15_000  # ms for one event before the walk calls it stuck
LONGEST_STAY = 40  # events on one page
LAYER_SETTINGS = ("height", "width", "padding_mode", "padding", "kernel_size", "dilation", "stride", "bias")
SHOWN_MISMATCHES = 20


@dataclass
class Walk:
    """A seeded walk of one visitor, and what it found."""

    seed: int
    tally: Tally = field(default_factory=Tally)
    events: Counter[str] = field(default_factory=Counter[str])
    layers: set[tuple[str, ...]] = field(default_factory=set[tuple[str, ...]])
    addresses: set[str] = field(default_factory=set[str])
    pictures: Pictures = field(default_factory=Pictures)
    notebook: Notebook = field(default_factory=Notebook)
    event: str = "opening"
    doing: str = "opening"
    stayed: int = 0
    seconds: float = 0.0

    def go(self, page: Page, base_url: str, events: int, **query: str | int) -> None:
        """Do that many events, beginning at the sliding window with these settings in the address."""
        torch.set_num_threads(1)  # the numbers are few
        started = time.monotonic()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.tally.mismatches.append(f"{self.doing}: {error.message}"))
        scene = Scene(page, base_url, Random(self.seed), open_figure(page, base_url, "convolution", **query))
        self._take(scene, "opening")
        for _ in range(events):
            event = self._choose(scene)
            self._do(scene, event)
        self.seconds += time.monotonic() - started

    def _choose(self, scene: Scene) -> Event:
        """Choose by weight; what has not been done yet mostly goes first, so that all is done."""
        known = EVENTS[scene.now.lesson]
        fresh = [event for event in known if f"{scene.now.lesson}: {event.name}" not in self.events]
        if fresh and scene.chance(0.8):
            return scene.random.choice(fresh)
        if self.stayed >= LONGEST_STAY:  # every walk must see enough of either page
            self.stayed = 0
            return next(event for event in known if event.act is anywhere.go_to_the_other_page)
        return scene.random.choices(known, [event.weight for event in known])[0]

    def _do(self, scene: Scene, event: Event) -> None:
        """Do one event and compare what the page shows then; being stuck is a mismatch like any other."""
        before, self.event = self.event, event.name
        doing = self.doing = f"{event.name} ({self.events.total() + 1}, after {before})"
        self.events[f"{scene.now.lesson}: {event.name}"] += 1
        self.stayed += 1
        try:
            foretold = event.act(scene)
            scene.now = read_figure(scene.page)
        except (AssertionError, LookupError, Error) as problem:
            self.tally.mismatches.append(f"{doing} at {scene.page.url}: {problem!r}")
            scene.now = open_figure(scene.page, scene.base_url, scene.now.lesson, lang=scene.language)
            return
        self._hold(scene.now, doing, foretold)
        self._take(scene, doing)

    def _hold(self, reading: Reading, doing: str, foretold: Foretold) -> None:
        """Compare the address with what the event must lead to."""
        for name, value in (foretold or {}).items():
            if reading.query.get(name) != value:
                self.tally.mismatches.append(
                    f"{doing}: {name} is {reading.query.get(name)}, not {value}, at {reading.query}"
                )

    def _take(self, scene: Scene, doing: str) -> None:
        """Compare every number of one reading."""
        reading = scene.now
        chosen = sorted(reading.chosen.items())
        address = reading.path + "?" + "&".join(f"{name}={value}" for name, value in chosen)
        self.addresses.add(address)
        if reading.lesson == "convolution":
            self.layers.add(tuple(reading.query.get(name, "") for name in LAYER_SETTINGS))
        try:
            self.tally.take(address, doing, self._compare(reading, scene.own))
        except (AssertionError, LookupError, ValueError, RuntimeError) as problem:  # something is missing
            self.tally.mismatches.append(f"{doing} at {address} cannot be compared: {problem!r}")

    def _compare(self, reading: Reading, own: str) -> Iterator[Comparison]:
        if reading.lesson == "convolution":
            if is_photo(reading):
                return photo_numbers.compare(reading)
            return convolution_numbers.compare(reading, self.pictures)
        return network_numbers.compare(reading, self.notebook, own)

    @staticmethod
    def known_events() -> set[str]:
        """Return every kind of event, as it is counted."""
        return {f"{lesson}: {event.name}" for lesson, events in EVENTS.items() for event in events}

    def summary(self) -> str:
        """Return how far the walk went, in a line."""
        tally = self.tally
        return (
            f"seed {self.seed}: {self.events.total()} events in {self.seconds:.0f} s, "
            f"{len(self.layers)} settings of the layer at {len(self.addresses)} addresses, "
            f"{tally.numbers.total()} numbers compared, {len(tally.distinct)} of them distinct, "
            f"{len(tally.mismatches)} mismatches"
        )

    def report(self) -> str:
        """Return what was done and found, to print."""
        tally = self.tally
        lines = [
            self.summary(),
            *(f"  {sentence}" for sentence in tally.mismatches[:SHOWN_MISMATCHES]),
            "events: " + ", ".join(f"{name} {count}" for name, count in sorted(self.events.items())),
            "numbers: " + ", ".join(f"{kind} {count}" for kind, count in sorted(tally.numbers.items())),
        ]
        return "\n".join(lines)
