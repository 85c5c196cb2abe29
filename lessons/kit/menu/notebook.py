"""A notebook of exactly what a figure shows: its question, its code, a check of the answer, its picture.

It carries its numbers itself. It needs torch, and matplotlib for the picture; nothing of this course.
"""

import ast
import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from lessons.catalog import lesson as lesson_named
from lessons.kit.ask.error import AskError
from lessons.kit.ask.question import Answer, Question, read_json
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

NAME = "ipynb"  # of the question and of the label, as of every file of the menu
MEDIA_TYPE = "application/x-ipynb+json"
WORDS_BYTES = 8 * 1024  # beside the state
# What the figures show, by its name in their code, and as numbers.
MAPS = {
    "image": "image",
    "x": "x",
    "conv": "conv.weight",
    "rows": "torch.tensor(rows)",
    "output": "output",
    "outputs": "torch.stack(outputs)",
    **{
        name: name
        for name in ("before", "active", "pooled", "after_conv", "after_relu", "after_pool", "out", "out2")
    },
}
OUTPUTS = {
    "rows",
    "output",
    "outputs",
    "after_conv",
    "out",
    "before",
}  # without one of them there is no picture
DRAW = """
for name, numbers in maps.items():
    grids = numbers.detach().reshape(-1, *numbers.shape[-2:])
    _, axes = plt.subplots(1, len(grids), squeeze=False, figsize=(3 * len(grids), 3))
    for axis, grid in zip(axes[0], grids):
        axis.imshow(grid, cmap="gray")
        axis.set(title=name, xticks=[], yticks=[])
        if grid.numel() > 100:
            continue
        for row, values in enumerate(grid.tolist()):
            for column, value in enumerate(values):
                box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
                axis.text(column, row, f"{value:.4g}", ha="center", va="center", fontsize=7, bbox=box)
    plt.show()"""


@dataclass(frozen=True)
class Words:
    """What the page says beside the code.

    sentence: below the figure.
    stem, right: what the figure asks, and what answers it; "" where it asks nothing.
    is_open: the page keeps back what the code prints, for it would answer a guess that is open.
    """

    sentence: str
    stem: str
    right: str
    is_open: bool


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


def printed_expressions(code: str) -> list[list[str]]:
    """Return what every `print` prints that code comes to in any case: a list of expressions for each.

    >>> printed_expressions("y = 1; print(y, y + 1)")
    [['y', 'y + 1']]
    """
    calls = [line.value for line in ast.parse(code).body if isinstance(line, ast.Expr)]
    return [
        [ast.unparse(argument) for argument in call.args]
        for call in calls
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "print"
    ]


def expression_of(right: str, prints: list[list[str]], printed: Sequence[str]) -> str:
    """Return the expression of which torch has printed the right answer, "" where it has printed none.

    >>> expression_of("10", [["count", "value"]], ["10 5.0"])
    'count'
    """
    if not right or len(prints) != len(printed):
        return ""
    for arguments, line in zip(prints, printed, strict=True):
        if (len(arguments) == 1 and line == right) or (len(arguments) > 1 and line.startswith(f"{right} ")):
            return arguments[0]
        if len(arguments) > 1 and line.endswith(f" {right}"):
            return arguments[-1]
    return ""


def _asked(answer: Answer, words: Words, language: Language) -> tuple[str, str, str]:
    """Return a question, what torch says to it, and when an answer is right; "" three times for none.

    It is the figure's own where torch prints what answers it, else about a shape that the code prints.
    """
    if answer.get("message"):
        return label("notebook.ask_runs", language), "False", "answer == right"
    prints = printed_expressions("\n".join(answer["code"]))
    if own := expression_of(words.right, prints, answer["printed"]):
        return words.stem, own, "answer == right"
    short = [each for arguments in prints for each in arguments if not each.startswith(("[", "'", "f'"))]
    if not short:
        return "", "", ""
    shape = next((each for each in short if ".shape" in each or ".size()" in each), short[0])
    question = label("notebook.ask", language, e=shape)
    if not shape.startswith("round("):
        return question, shape, "answer == right"
    near = "isinstance(answer, (int, float)) and abs(answer - right) <= 0.1"
    return " ".join((question, label("notebook.near", language))), shape, near


def _check(right: str, is_right: str, language: Language) -> str:
    first, yes, no = (
        repr(label(name, language)) for name in ("notebook.first", "notebook.right", "notebook.wrong")
    )
    said = [f"    print({first})", f"elif {is_right}:", f"    print({yes}, right)"]
    return "\n".join([f"right = {right}", "if answer is None:", *said, "else:", f"    print({no}, right)"])


def _drawing(answer: Answer) -> str:
    """Return code that draws the maps of the figure, "" where its code has none."""
    nodes = ast.walk(ast.parse("\n".join(answer["code"])))
    named = {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    if answer.get("message") or not named & OUTPUTS:
        return ""
    hidden = {"conv"} if "rows" in named else set[str]()  # there one of many kernels is shown
    maps = ", ".join(f'"{name}": {MAPS[name]}' for name in MAPS if name in named - hidden)
    return f"import matplotlib.pyplot as plt\n\nmaps = {{{maps}}}{DRAW}"


def notebook_of(title: str, answer: Answer, words: Words, language: Language) -> dict[str, Any]:
    """Return a notebook as nbformat 4.5 has it: JSON values.

    Args:
        title: of the lesson.
        answer: of its question "code": the lines of "code", the lines that they have "printed", and in
            "message" torch's words where it refuses.
        words: what the page says beside the code.
        language: of all that is not code.
    """
    question, right, is_right = _asked(answer, words, language)
    printed = () if words.is_open else answer["printed"]
    cells = [Cell(f"# {title}\n\n{words.sentence}".strip(), is_code=False)]
    if question:
        cells.append(Cell("\n\n".join((question, label("notebook.how", language))), is_code=False))
        cells.append(Cell("answer = None"))
    cells.append(Cell("\n".join(answer["code"]), printed=printed))
    if question:
        cells.append(Cell(_check(right, is_right, language)))
    if drawing := _drawing(answer):
        cells.append(Cell(drawing))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    data = [cell.as_data(number) for number, cell in enumerate(cells, start=1)]
    return {"cells": data, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _about_notebook(lesson: str, code: Question[Any]) -> Question[tuple[Any, Words]]:
    kinds = Words.__annotations__

    def read(body: bytes) -> tuple[Any, Words]:
        asked = read_json(body)
        values = cast("dict[str, Any]", asked if isinstance(asked, dict) else {})
        state = values.pop("state", None)
        if {name: type(value) for name, value in values.items()} != kinds:
            raise AskError("other_settings", names=", ".join(("state", *kinds)))
        return code.read(json.dumps(state).encode()), Words(**values)

    def answer(asked: tuple[Any, Words], language: Language) -> Answer:
        title = lesson_named(lesson).prose(language).title
        made = notebook_of(title, code.answer(asked[0], language), asked[1], language)
        return {"type": MEDIA_TYPE, "base64": base64.b64encode(json.dumps(made, indent=1).encode()).decode()}

    most_bytes = code.most_bytes + WORDS_BYTES
    return Question(NAME, read, lambda asked: code.cost(asked[0]), answer, code.pool, most_bytes=most_bytes)


def with_notebook(lesson: str, questions: Sequence[Question[Any]]) -> tuple[Question[Any], ...]:
    """Return a lesson's questions, and, where one of them is its code, the one for a notebook of it."""
    made = (_about_notebook(lesson, each) for each in questions if each.name == "code")
    return (*questions, *made)
