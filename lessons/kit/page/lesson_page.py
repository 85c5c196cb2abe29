"""The page of one lesson: what every lesson has in the same order, and the parts it chooses from."""

import html
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lessons.catalog import PAGES, Lesson, lesson, numbered_title
from lessons.kit.figure.figure import figure
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language, is_language
from lessons.kit.i18n.prose import Prose, Section
from lessons.kit.quiz.bank import ability, questions, suggestions

SHORTENED = {"pytorch", "check"}  # parts whose names are too long for the header of a small window


def heading(prose: Prose, parts: Sequence[str] = (), *, language: Language = "en") -> None:
    """Show the page's title, beside it the one idea, and links to the parts of the page.

    Args:
        prose: holds title and idea.
        parts: the parts in their order, by the key of their container, which the label "step.{key}" names.
        language: of the links.
    """
    links = "".join(
        f'<a href="#{part}"{" aria-current=true" if part == parts[0] else ""}>'
        f"{_part_name(part, language)}</a>"
        for part in parts
    )
    name = html.escape(label("nav.sections", language))
    sections = f'<nav class="sections" aria-label="{name}">{links}</nav>' if parts else ""
    with st.container(key="heading"):  # it comes in its own time: its place is kept
        st.html(
            f'<header class="lesson-heading"><h1>{html.escape(prose.title)}</h1>'
            f"<p>{html.escape(prose.idea)}</p>{sections}</header>"
        )


def _part_name(part: str, language: Language) -> str:
    """Return the name of a part in HTML: in the header of a small window it may be a shorter one."""
    long = html.escape(label(f"step.{part}", language))
    if part not in SHORTENED:
        return long
    short = html.escape(label(f"step.{part}_short", language))
    return f'<span class="long">{long}</span><span class="short">{short}</span>'


COMMENT = re.compile(r"#.*$", re.MULTILINE)


def marked(code: str) -> str:
    """Return code as HTML, its comments muted."""
    return COMMENT.sub(r'<span class="comment">\g<0></span>', html.escape(code, quote=False))


def _code_block(code: str, key: str, about: str) -> None:
    """Show code with a Copy button. `st.code` would do it with 1.5 MiB of scripts.

    Args:
        code: Python that runs as it stands.
        key: tells apart the blocks of the course.
        about: what the code is about: where a page has several blocks, each region has its own name.
    """
    language = current_language()
    with st.container(key=f"code-{key}"):
        name = html.escape(f"{label('torch.code', language)} {about}")
        region = f'class="code" tabindex="0" role="region" aria-label="{name}"'
        st.html(f"<pre {region}><code>{marked(code)}</code></pre>")
        data = {"text": code + "\n", "name": f"{key}.py"}
        figure("kit/copy", key=f"copy-{key}", language=language, data=data)


def _show(part: Section, name: str, heading: str = "") -> None:
    """Show a section; code at its end in our own block: Markdown's brings scripts, and no key reaches it."""
    text, _, code = part.linked.removesuffix("```").partition("```python\n")
    st.markdown(f"{heading}{text.strip()}")
    if code:
        _code_block(code.strip(), f"{name}-{current_language()}", part.title)


def section(prose: Prose, name: str) -> None:
    """Show one named section of the prose."""
    part = prose.sections[name]
    with st.container() if part.linked.endswith("```") else nullcontext():
        _show(part, name, f"## {part.title}\n\n")


def folded(prose: Prose, name: str) -> DeltaGenerator:
    """Show one named section folded behind its heading, and return its place."""
    part = prose.sections[name]
    place = st.expander(part.title)
    with place:
        _show(part, name)
    return place


PROSE_AND_ASIDE = [7, 5]  # how wide, in parts of the page


def reading_columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place for prose, and beside it the place for what stays in sight while it is read."""
    with st.container(key="explain"):
        text, aside = st.columns(PROSE_AND_ASIDE, gap="large")
    return text, aside


def current_language() -> Language:
    """Return the language of the page: what the frame's switch says, else English."""
    chosen = st.session_state.get("lang")
    return chosen if is_language(chosen) else "en"


def is_framed() -> bool:
    """Return whether only the figure of the page is asked for: "?view=figure"."""
    return "figure" in st.query_params.get_all("view")


def failure(error: Exception) -> bool:
    """Say that something went wrong, in the visitor's language; what it was goes to the server's log."""
    logging.getLogger(__name__).error("a page failed", exc_info=error)
    sentence = label("state.failed", current_language())
    st.html(f'<p role="alert" class="failure">{html.escape(sentence)}</p>')
    return True


SEEDS = 2**31


def visit_seed() -> int:
    """Return a number that stays the same for this visit: what is shuffled keeps its order over reruns."""
    return st.session_state.setdefault("visit_seed", secrets.randbelow(SEEDS))


def inline_code(text: str) -> str:
    """Return text as HTML, what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def neighbours(lesson: Lesson) -> tuple[Lesson | None, Lesson | None]:
    """Return the page before, None for the first, and the one after; after the last lesson comes the end."""
    place = PAGES.index(lesson)
    before = PAGES[place - 1] if place > 0 else None
    after = PAGES[place + 1] if place + 1 < len(PAGES) else None
    return before, after


def _card(lesson: Lesson | None, name: str, language: Language) -> None:
    if lesson is None:
        return
    title = numbered_title(lesson, language)
    arrow = "\N{NO-BREAK SPACE}→" if name == "nav.next" else ""
    with st.container(key=name.replace(".", "-")):
        # The page's script stands beside frame.py, which Streamlit takes for the place paths start from.
        st.page_link(
            f"{lesson.name}.py", label=f":small[{label(name, language)}] **{title}{arrow}**", width="stretch"
        )


@dataclass(frozen=True)
class LessonPage:
    """A lesson on its page, in the visitor's language."""

    lesson: Lesson
    language: Language
    prose: Prose

    @classmethod
    def of(cls, name: str) -> "LessonPage":
        """Return the page of the lesson of this name."""
        language = current_language()
        return cls(lesson(name), language, lesson(name).prose(language))

    def open(self, data: Mapping[str, object] | None = None, *, exercises: bool = False) -> None:
        """Show the title, the one idea, and the lesson's figure; in a frame of another page nothing follows.

        Args:
            data: what the figure needs of Python: JSON values.
            exercises: whether further exercises follow the figure.
        """
        more = ("exercises",) if exercises else ()
        heading(self.prose, ("explore", *more, "explain", "pytorch", "check"), language=self.language)
        with st.container(key="explore"):
            self.figure(self.lesson.name, {**(data or {}), "seed": visit_seed()})
        if is_framed():
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
            section(self.prose, name)

    def folded(self, name: str) -> DeltaGenerator:
        """Show a section of the prose folded behind its heading, and return its place."""
        return folded(self.prose, name)

    def folds(self, *names: str) -> None:
        """Show sections of the prose, each folded behind its heading."""
        for name in names:
            self.folded(name)

    def note(self) -> None:
        """Show, behind a press, what is quoted of the lecture note and what this course says instead."""
        part, whole = self.prose.sections["note"], label("note.whole", self.language)
        with st.container(key="note-box"), st.expander(part.title):
            st.markdown(f"{part.body}\n\n[{whole}](/note)")

    def tries(self, *, is_folded: bool = False) -> None:
        """Show what to try: a link to where it starts, and behind a press what is to be seen."""
        names = ("quiz.try", "quiz.see", "quiz.try_heading")
        start, see, heading = (label(name, self.language) for name in names)
        entries = [
            f"<li><p>{inline_code(each.stem)}</p>"
            f'<p><a href="{html.escape(each.show)}">{start}</a></p>'
            f"<details><summary>{see}</summary><p>{inline_code(each.see)}</p></details></li>"
            for each in suggestions(self.lesson.folder, self.language)
        ]
        shown = "" if is_folded else f"<h2>{heading}</h2>"
        with st.expander(heading) if is_folded else st.container():
            st.html(f'<section class="tries">{shown}<ul>{"".join(entries)}</ul></section>')

    def notes(self) -> None:
        """Show what the note says, and beside it, on a narrow screen below, what to try, folded."""
        with st.container(key="notes"):
            left, right = st.columns(PROSE_AND_ASIDE, gap="large")
        with left:
            self.note()
        with right:
            self.tries(is_folded=True)

    def text(self, *sections: str, folds: Sequence[str] = (), has_note: bool = True) -> None:
        """Show sections and then folds; beside them stays in sight what the note says and what to try."""
        text, aside = reading_columns()
        with text:
            self.sections(*sections)
            self.folds(*folds)
        with aside:
            if has_note:
                self.note()
            self.tries()

    def code(self, said: str = "torch.as_shown") -> None:
        """Show the section for what the figure shows in PyTorch's words; it asks for the code itself.

        Args:
            said: the label of what is said of the code: that it runs as it is, or what it reads.
        """
        name = self.lesson.name
        with st.container(key="pytorch"), st.expander(label("step.pytorch", self.language)):
            st.markdown(label(said, self.language))
            with st.container(key=f"code-{name}"):
                figure("kit/code", key=f"{name}-code", language=self.language, data={"of": name})

    def end(self) -> None:
        """Show the questions, whose answers stay in the browser; why the next page follows, the ways on."""
        name, language = self.lesson.name, self.language
        asked = [each.as_data() for each in questions(self.lesson.folder, language)]
        can = ability(name, language)
        data = {"lesson": name, "seed": visit_seed(), "can": can, "questions": asked}
        with st.container(key="check"):
            st.markdown(f"## {label('step.check', language)}")
            figure("kit/check", key=f"check-{name}", language=language, data=data)
        st.markdown(label(f"next.{name}", language))
        with st.container(key="neighbours"):
            cards = zip(neighbours(self.lesson), ("nav.previous", "nav.next"), st.columns(2), strict=True)
            for each, way, place in cards:
                with place:
                    _card(each, way, language)
