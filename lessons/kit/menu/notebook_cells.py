"""The cells of a notebook; the text of a lesson as cells, with the code of every state that it links to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lessons.kit.ask.question import Answer
from lessons.kit.i18n.prose import Prose

MOST_LINKS = 100
FENCE = re.compile(r"^```python\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
# The words of a link may be code with an index of its own.
LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\]]*\])+)\]\((?P<query>[?/#][^)#]*)?(?:#[^)]*)?\)")


@dataclass(frozen=True)
class Cell:
    """A cell: text in Markdown, or code and the lines that it printed."""

    source: str
    is_code: bool = True
    printed: Sequence[str] = ()

    def as_data(self, number: int) -> dict[str, Any]:
        """Return it as nbformat 4 has it."""
        cell: dict[str, Any] = {"id": f"cell-{number}", "metadata": {}, "source": self.source}
        if not self.is_code:
            return cell | {"cell_type": "markdown"}
        text = "".join(f"{line}\n" for line in self.printed)
        stream = {"output_type": "stream", "name": "stdout", "text": text}
        return cell | {"cell_type": "code", "execution_count": None, "outputs": [stream] if text else []}


def _text(markdown: str) -> list[Cell]:
    """Return Markdown as a cell; its links, which lead into the course, as their words."""
    plain = LINK.sub(r"\g<text>", markdown).strip()
    return [Cell(plain, is_code=False)] if plain else []


def _paragraphs(body: str) -> Iterator[tuple[str, str]]:
    """Return text and the code that stands behind it, by turns; of the last one perhaps none."""
    parts = FENCE.split(body)
    yield from zip(parts[::2], [*parts[1::2], ""], strict=True)


def lesson_cells(prose: Prose, answers: Mapping[str, Answer], *, is_open: bool) -> Iterator[Cell]:
    """Return the sections of a lesson, and below each its code.

    Args:
        prose: of the lesson.
        answers: of its question "code", by the link in the text that shows the state; each code comes once.
        is_open: what code prints is kept back.
    """
    left = dict(answers)
    for section in prose.sections.values():
        yield from _text(f"## {section.title}")
        for text, code in _paragraphs(section.body):
            yield from _text(text)
            yield from [Cell(code)] if code else []
            for link in LINK.finditer(text):
                if answer := left.pop(link["query"] or "", None):
                    lines = [f"# {link['text']}", *answer["code"]]
                    yield Cell("\n".join(lines), printed=() if is_open else answer["printed"])
