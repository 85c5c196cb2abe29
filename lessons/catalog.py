"""The lessons in reading order, and what follows them: what navigation, home and the tests derive from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose, read_prose

HERE = Path(__file__).parent
PARTS = ("picture", "convolution", "pooling", "network")
"""The map of the course, from left to right like the network; the label "home.part_{part}" names each."""


@dataclass(frozen=True)
class Lesson:
    """One page of the course: its folder here, its script in `pages/` and its address share one name.

    part: under which heading the start page lists it, one of `PARTS`, or "further": then it has no number,
        and progress, minutes and questions count it as no lesson.
    """

    name: str
    part: str

    @property
    def address(self) -> str:
        """Return the path a visitor opens, such as "/live-network"."""
        return "/" + self.name.replace("_", "-")

    @property
    def folder(self) -> Path:
        """Return the folder that holds all that only this lesson needs."""
        return HERE / self.name

    @cached_property
    def _prose(self) -> dict[Language, Prose]:
        return {language: read_prose(self.folder / f"{language}.md") for language in ("en", "ko")}

    def prose(self, language: Language) -> Prose:
        """Return the lesson's title, idea and named sections in one language."""
        return self._prose[language]


LESSONS = (
    Lesson("why_cnn", "picture"),
    Lesson("convolution", "convolution"),
    Lesson("conv2d", "convolution"),
    Lesson("input_shape", "picture"),
    Lesson("output_size", "convolution"),
    Lesson("neuron", "convolution"),
    Lesson("pooling", "pooling"),
    Lesson("maxpool2d", "pooling"),
    Lesson("live_network", "network"),
)
FURTHER = tuple(
    Lesson(name, "further") for name in ("end", "gradient", "training", "doctor", "glossary", "note")
)
"""What follows the course, listed under the label "home.part_further"; the last lesson leads to the first."""
PAGES = (*LESSONS, *FURTHER)


def lesson(name: str) -> Lesson:
    """Return the lesson, or the page that follows the course, of that name."""
    return next(each for each in PAGES if each.name == name)
