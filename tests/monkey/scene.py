"""Where a walk stands: the page, the chance that decides, and what was read last."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeVar

from playwright.sync_api import Locator, Page

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser.figures import Lesson, Reading, read_figure
from tests.monkey.comparing import Comparison
from tests.oracle.planted import Fault

Kept = TypeVar("Kept")
# What an event must lead to: names of the address and their values; None for what it does not foretell.
Foretold = Mapping[str, str] | None


@dataclass
class Scene:
    """One visitor on his way through the pages."""

    page: Page
    random: Random
    now: Reading
    lessons: Sequence[Lesson] = ()
    """The lessons that it goes through."""
    memory: dict[type, Any] = field(default_factory=dict[type, Any])
    own: str = ""
    """Which of the visitor's own pictures the live network was given last: no address says so."""

    @property
    def language(self) -> Language:
        return self.now.language

    def another_lesson(self) -> Lesson:
        return self.random.choice([lesson for lesson in self.lessons if lesson != self.now.lesson])

    def remembered(self, kind: type[Kept]) -> Kept:
        """Return what is remembered of this kind through the whole walk, at first nothing."""
        return self.memory.setdefault(kind, kind())

    def chance(self, probability: float) -> bool:
        """Return True that often."""
        return self.random.random() < probability

    def label(self, name: str, **values: object) -> str:
        return label(name, self.language, **values)

    def figure(self, name: str = "") -> Locator:
        """Return the page's first figure, or a further one of this name."""
        return self.page.locator(f"[data-figure='{name or self.now.lesson.replace('-', '_')}']")

    def pause(self) -> None:
        """Stop a figure that plays, so that it stands where it was read; by itself it stops at its end."""
        if self.now.is_playing:
            play = self.page.locator("[data-figure] button.play")
            play.evaluate(
                "(play, word) => play.textContent === word && play.click()", self.label("play.pause")
            )
            self.now = read_figure(self.page)

    def put_the_sheet_away(self) -> None:
        """Close what a link of the text has brought up over the large figure, which is what is walked."""
        for close in self.page.locator(".link-sheet:popover-open .close").all():
            close.click()

    def holding(self) -> dict[str, str]:
        """Return the settings as they are: what a reload or another language must leave alone."""
        return dict(self.now.chosen)


@dataclass(frozen=True)
class Event:
    """One thing a hand can do: how often, relative to the others, and what it foretells of the address.

    given: what it needs to know of the page beside its settings.json.
    """

    weight: float
    act: Callable[..., Foretold]
    given: tuple[object, ...] = ()

    def do(self, scene: Scene) -> Foretold:
        return self.act(scene, *self.given)

    @property
    def name(self) -> str:
        """Return what it does, in words, and in which further figure."""
        places = [each for each in self.given if isinstance(each, str) and each]
        return " in ".join([self.act.__name__.replace("_", " "), *places])


@dataclass(frozen=True)
class Planted:
    """A fault that a walk finds from an address on: at once, or within so many events.

    Some pages show no number before the guess.
    """

    fault: Fault
    start: str = ""
    events: int = 0


@dataclass(frozen=True)
class Walked:
    """What a walk knows of a lesson's page: `PAGE` of `tests/monkey/lessons/<lesson>.py`.

    events: what a hand can do there, besides what it can do anywhere.
    compare: gives every number of `scene.now` beside torch's.
    faults: by what is wrong, what a walk must find.
    numbers: how many different ones it compares an event, at the least.
    settings: the names in the address that make a setting of the layer.
    seen: how many different settings it sees an event, at the least.
    beside: the lesson with which it shares a walk: a slow one (torch trains there) with a quick one.
    """

    events: tuple[Event, ...]
    compare: Callable[[Scene], Iterator[Comparison]]
    faults: Mapping[str, Planted]
    numbers: float = 10
    settings: tuple[str, ...] = ()
    seen: float = 0.1
    beside: Lesson = ""
