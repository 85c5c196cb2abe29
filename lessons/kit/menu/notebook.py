"""A notebook of exactly what a figure shows: its question, its code, a check of the answer, its picture.

It carries its numbers itself. It needs torch, and matplotlib for the picture; nothing of this course.
"""

import ast
import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from cnn_core.doctor.reading import tree_of
from lessons.catalog import lesson as lesson_named
from lessons.kit.ask.question import Answer, AskError, Question, read_json
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from lessons.kit.i18n.prose import Prose
from lessons.kit.settings.table import InvalidSettings

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


NAMES = "ipynb", "lesson_ipynb"  # of the questions and of the labels, as of every file of the menu
MEDIA_TYPE = "application/x-ipynb+json"
MOST_BYTES = 3_000_000  # the state, the words, and the file that the code reads
FILE = re.compile(r'np\.load\("\w+\.npz"\)')
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
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
# Without one of these what a code shows is what has all the names of one of the pictures below.
OUTPUTS = {"rows", "output", "outputs", "after_conv", "out", "before"}
FILTERS = "torch.stack([each.reshape(int(each.numel() ** 0.5), -1) for each in next(net.parameters())[:5]])"
PICTURES = (
    ({"image", "layer"}, {"image": "image", "layer(image)": "layer(image)"}),
    ({"run", "net"}, {"weight": FILTERS}),
    ({"x"}, {"x": "x"}),
)
SHAPELESS = {"batches": "len(batches)"}  # what is asked of a code that prints no value by itself
DRAW = """
for name, numbers in maps.items():
    numbers = torch.atleast_2d(torch.as_tensor(numbers).detach())
    grids = numbers.reshape(-1, *numbers.shape[-2:])[:16]
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
    file: what its code reads from a file, packed by zlib, in base64; "" where it reads none.
    links: the states that the text of the lesson links to, by their links.
    """

    sentence: str
    stem: str
    right: str
    is_open: bool
    file: str
    links: dict[str, object]


KINDS = {"sentence": str, "stem": str, "right": str, "is_open": bool, "file": str, "links": dict}


def printed_expressions(code: str) -> list[list[str]]:
    """Return what every `print` prints that code comes to in any case: a list of expressions for each.

    >>> printed_expressions("y = 1; print(y, y + 1)")
    [['y', 'y + 1']]
    """
    calls = [line.value for line in tree_of(code).body if isinstance(line, ast.Expr)]
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
    short += [asked for name, asked in SHAPELESS.items() if f"{name} = " in "\n".join(answer["code"])]
    if not short:
        return "", "", ""
    shape = next((each for each in short if ".shape" in each or ".size()" in each), short[0])
    question = label("notebook.ask", language, e=shape)
    if not shape.startswith("round("):
        return question, shape, "answer == right"
    near = "isinstance(answer, (int, float)) and abs(answer - right) <= 0.1"
    return " ".join((question, label("notebook.near", language))), shape, near


def _check(is_right: str, language: Language) -> str:
    first, yes, no = (
        repr(label(name, language)) for name in ("notebook.first", "notebook.right", "notebook.wrong")
    )
    said = [f"    print({first})", f"elif {is_right}:", f"    print({yes}, right)"]
    return "\n".join(["if answer is None:", *said, "else:", f"    print({no}, right)"])


def _drawing(answer: Answer) -> str:
    """Return code that draws the maps of the figure, "" where its code has none."""
    nodes = ast.walk(tree_of("\n".join(answer["code"])))
    named = {each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    hidden = {"conv"} if "rows" in named else set[str]()  # there one of many kernels is shown
    shown = {name: MAPS[name] for name in MAPS if name in named - hidden}
    if not named & OUTPUTS:
        shown = next((picture for names, picture in PICTURES if names <= named), dict[str, str]())
    if answer.get("message") or not shown:
        return ""
    maps = ", ".join(f'"{name}": {value}' for name, value in shown.items())
    return f"import matplotlib.pyplot as plt\n\nmaps = {{{maps}}}{DRAW}"


def _alone(code: Sequence[str], file: str) -> list[str]:
    """Return code that carries what it would read from a file."""
    lines = [
        FILE.sub(f'np.load(io.BytesIO(zlib.decompress(base64.b64decode("{file}"))))', each) for each in code
    ]
    return lines if lines == list(code) else ["import base64, io, zlib", *lines]


def cells_of(answer: Answer, words: Words, language: Language) -> list[Cell]:
    """Return the question of a figure, its code, what checks an answer, and its picture.

    Args:
        answer: of its question "code": the lines of "code", the lines that they have "printed", and in
            "message" torch's words where it refuses.
        words: what the page says beside the code.
        language: of all that is not code.
    """
    question, right, is_right = _asked(answer, words, language)
    printed = () if words.is_open else answer["printed"]
    # The right answer is computed with its code: by the time it is asked for, another cell has its own `x`.
    lines = [*_alone(answer["code"], words.file), *([f"right = {right}"] if question else [])]
    code = Cell("\n".join(lines), printed=printed)
    drawing = [Cell(each) for each in (_drawing(answer),) if each]
    if not question:
        return [code, *drawing]
    asked = Cell("\n\n".join((question, label("notebook.how", language))), is_code=False)
    return [asked, Cell("answer = None"), code, Cell(_check(is_right, language)), *drawing]


def notebook_of(cells: Sequence[Cell]) -> dict[str, Any]:
    """Return a notebook as nbformat 4.5 has it: JSON values."""
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    data = [cell.as_data(number) for number, cell in enumerate(cells, start=1)]
    return {"cells": data, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _linked(code: Question[Any], words: Words, language: Language) -> dict[str, Answer]:
    """Return the code of every state that the text links to, by its link; what is none has none."""
    answers = dict[str, Answer]()
    for link, state in words.links.items():
        try:
            asked = code.read(json.dumps(state).encode())
            code.cost(asked).check()
        except (AskError, InvalidSettings):
            continue
        answers[link] = code.answer(asked, language)
    return answers


def _read(body: bytes, code: Question[Any]) -> tuple[Any, Words]:
    asked = read_json(body)
    values = cast("dict[str, Any]", asked if isinstance(asked, dict) else {})
    state = values.pop("state", None)
    is_told = {name: type(value) for name, value in values.items()} == KINDS
    if not is_told or len(values["links"]) > MOST_LINKS or not BASE64.fullmatch(values["file"]):
        raise AskError("other_settings", names=", ".join(("state", *KINDS)))
    return code.read(json.dumps(state).encode()), Words(**values)


def _about_notebook(name: str, lesson: str, code: Question[Any]) -> Question[tuple[Any, Words]]:
    def answer(asked: tuple[Any, Words], language: Language) -> Answer:
        (state, words), prose = asked, lesson_named(lesson).prose(language)
        cells = [Cell(f"# {prose.title}\n\n{words.sentence}".strip(), is_code=False)]
        cells += cells_of(code.answer(state, language), words, language)
        if name == NAMES[1]:
            cells += lesson_cells(prose, _linked(code, words, language), is_open=words.is_open)
        text = json.dumps(notebook_of(cells), indent=1).encode()
        return {"type": MEDIA_TYPE, "base64": base64.b64encode(text).decode()}

    read = partial(_read, code=code)
    return Question(name, read, lambda asked: code.cost(asked[0]), answer, code.pool, most_bytes=MOST_BYTES)


def with_notebooks(lesson: str, questions: Sequence[Question[Any]]) -> tuple[Question[Any], ...]:
    """Return a lesson's questions, and, where one of them is its code, those for notebooks of it.

    One notebook is of the state on the screen, the other goes on with the text of the lesson and its code.
    """
    code = [each for each in questions if each.name == "code"]
    return (*questions, *(_about_notebook(name, lesson, each) for each in code for name in NAMES))
