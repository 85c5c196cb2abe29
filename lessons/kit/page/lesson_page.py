"""The page of one lesson: what every lesson has in the same order, and the parts it chooses from."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lessons.catalog import Lesson, lesson
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose
from lessons.kit.page import code_block, parts
from lessons.kit.page.exercises import check, things_to_try, visit_seed
from lessons.kit.page.next import previous_and_next


@dataclass(frozen=True)
class LessonPage:
    """A lesson on its page, in the visitor's language."""

    lesson: Lesson
    language: Language
    prose: Prose

    @classmethod
    def of(cls, name: str) -> "LessonPage":
        """Return the page of the lesson of this name."""
        language = parts.current_language()
        return cls(lesson(name), language, lesson(name).prose(language))

    def open(self, data: Mapping[str, object] | None = None, *, exercises: bool = False) -> None:
        """Show the title, the one idea, and the lesson's figure; in a frame of another page nothing follows.

        Args:
            data: what the figure needs of Python: JSON values.
            exercises: whether further exercises follow the figure.
        """
        more = ("exercises",) if exercises else ()
        parts.heading(self.prose, ("explore", *more, "explain", "pytorch", "check"), language=self.language)
        with st.container(key="explore"):
            self.figure(self.lesson.name, {**(data or {}), "seed": visit_seed()})
        if parts.is_framed():
            st.stop()
        if exercises:
            with st.container(key="exercises"), self.folded("exercises"):
                figure(f"{self.lesson.name}/exercises", language=self.language)

    def figure(self, name: str, data: Mapping[str, object] | None = None) -> None:
        """Show a figure by its folder, its place named after the last part of it."""
        figure(name, key=name.rpartition("/")[2], language=self.language, data=dict(data or {}))

    def sections(self, *names: str) -> None:
        """Show sections of the prose."""
        for name in names:
            parts.section(self.prose, name)

    def section_with_code(self, name: str) -> None:
        """Show a section of the prose that ends with code."""
        code_block.section_with_code(self.prose, name, language=self.language)

    def folded(self, name: str) -> DeltaGenerator:
        """Show a section of the prose folded behind its heading, and return its place."""
        return parts.folded(self.prose, name)

    def folds(self, *names: str) -> None:
        """Show sections of the prose, each folded behind its heading."""
        for name in names:
            self.folded(name)

    def folded_code(self, name: str) -> None:
        """Show a section of the prose that ends with code, folded behind its heading."""
        code_block.section_with_code(self.prose, name, language=self.language, is_folded=True)

    def note(self) -> None:
        """Show what the lecture note says, and what this course says instead."""
        parts.note_box(self.prose, "note")

    def tries(self, *, is_folded: bool = False) -> None:
        """Show what to try in the figure; where there is no room beside the text it is folded."""
        things_to_try(self.lesson, self.language, is_folded=is_folded)

    def code(self) -> None:
        """Show the code of the figure."""
        code_block.code_of_figure(self.lesson.name, language=self.language)

    def end(self) -> None:
        """Show the questions, and the way on."""
        check(self.lesson, self.language)
        previous_and_next(self.lesson, self.language)
