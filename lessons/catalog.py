"""The lessons in reading order, and what follows them: what navigation, home and the tests derive from."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose, read_prose

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lesson:
    """One page of the course: its folder here, its script in `pages/` and its address share one name."""

    name: str

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

    def about(self, language: Language) -> dict[str, str]:
        """Return how a figure names the page: its name, title, idea and address."""
        prose = self.prose(language)
        return {"name": self.name, "title": prose.title, "idea": prose.idea, "address": self.address}


LESSONS = (
    Lesson("why_cnn"),
    Lesson("convolution"),
    Lesson("conv2d"),
    Lesson("input_shape"),
    Lesson("output_size"),
    Lesson("neuron"),
    Lesson("pooling"),
    Lesson("maxpool2d"),
    Lesson("live_network"),
)
FURTHER = tuple(
    Lesson(name) for name in ("end", "gradient", "training", "doctor", "glossary", "note", "classroom")
)
"""What follows the course, without numbers: no progress, no minutes. The last lesson leads to the first."""
PAGES = (*LESSONS, *FURTHER)


def lesson(name: str) -> Lesson:
    """Return the lesson, or the page that follows the course, of that name."""
    return next(each for each in PAGES if each.name == name)


def numbered_title(page: Lesson, language: Language) -> str:
    """Return the title of a page, that of a lesson behind its number."""
    number = f"{LESSONS.index(page) + 1}\u2002" if page in LESSONS else ""
    return number + page.prose(language).title
