"""The rules of the house that one file can break: one line a rule, with what it must catch and let pass."""

import ast
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from tests.house import imports, tree

CODE = (".py", ".js", ".css")
MODULE_LINES, FUNCTION_LINES = 320, 45
BREAKS = {"560", "900", "1064"}


def long_functions(source: str) -> list[str]:
    """Return the functions of Python source that take more lines than they may, docstring included.

    Biome holds the same limit for JavaScript (.ci/biome.json).
    """
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]


def foreign_breaks(sheet: str) -> list[str]:
    """Return the widths at which a style sheet changes and the course does not: its layouts are three."""
    queries = re.findall(r"^\s*@(?:container|media)(.*)\{", sheet, re.MULTILINE)
    widths = [re.sub(r"\(height[^)]*\)", "", query) for query in queries]
    return [each for query in widths for each in re.findall(r"(\d+)px", query) if each not in BREAKS]


def lines_too_many(source: str) -> list[str]:
    return source.splitlines()[MODULE_LINES:]


def asking(sheet: str) -> list[str]:
    """`.stage:has(…)` styled 581 elements anew for every digit that was put in (10 of 16 ms a move)."""
    return re.findall(r":has\(", sheet)


def of_another_lesson_as_address(path: str, sheet: str) -> list[str]:
    """Return a lesson's name with hyphens, as it is in the address, in its own sheets.

    `.why-cnn` instead of `.why_cnn` styled nothing: the sentence above the open settings was cut.
    """
    lesson = path.split("/")[1]
    return re.findall(rf"\.{lesson.replace('_', '-')}(?![\w-])", sheet) if "_" in lesson else []


def of_the_whole_figure(path: str, sheet: str) -> list[str]:
    """Return selectors that mean what the projector marks a figure with, and are not of the projector.

    It said `.still`, as the training film does: that stretched its digits and drew the page into the middle.
    """
    if path.startswith("lessons/kit/menu/"):
        return []
    marks = re.findall(
        r'root\.classList\.\w+\("(\w+)"', tree.read(tree.ROOT / "lessons/kit/menu/projector.js")
    )
    return re.findall(rf"\.(?:{'|'.join({*marks} - {'projector'})})(?![\w-])", sheet)


class Rule(NamedTuple):
    """`finds` returns what breaks the rule in a file, given its path and its text."""

    finds: Callable[[str, str], Sequence[object]]
    suffixes: tuple[str, ...]
    under: tuple[str, ...] = ("",)


def of_text(finds: Callable[[str], Sequence[object]]) -> Callable[[str, str], Sequence[object]]:
    return lambda _, text: finds(text)


TEXT = (*CODE, ".html", ".md", ".toml")
RULES = {
    "Python imports only downward": Rule(imports.python_violations, (".py",), tuple(imports.MAY_IMPORT)),
    "scripts import their lesson and the kit": Rule(imports.javascript_violations, (".js",), ("lessons",)),
    "rooms of the kit know those below": Rule(imports.climbs, (".js", ".py"), ("lessons/kit",)),
    "Python only reads the address": Rule(of_text(imports.address_writes), (".py",), tree.SHIPPED),
    "Python is asked and never told": Rule(of_text(imports.telling), (".py", ".js"), tree.SHIPPED),
    "nothing is loaded from another host": Rule(imports.foreign_addresses, TEXT, tree.SHIPPED),
    "no file names one machine or a registry": Rule(of_text(imports.of_one_machine), ()),
    "modules are short": Rule(of_text(lines_too_many), CODE),
    "functions are short": Rule(of_text(long_functions), (".py",)),
    "a place is measured, and in no sheet": Rule(of_text(re.compile("--place:").findall), (".css",)),
    "sheets have the same three breaks": Rule(of_text(foreign_breaks), (".css",)),
    "no style asks what elements hold": Rule(of_text(asking), (".css",), ("lessons",)),
    "the projector's marks are its own": Rule(of_the_whole_figure, (".css",), ("lessons",)),
    "a figure is called by its module": Rule(of_another_lesson_as_address, (".css",), ("lessons",)),
}
PICTURES = {".png", ".jpg", ".npz", ".ttf"}
BODY = "    x = 1\n"
PLANTED = {
    "a place is measured, and in no sheet": [("lessons/neuron/styles/a.css", "a { --place: 900px }")],
    "the projector's marks are its own": [("lessons/training/styles/training.css", ".unmoved canvas {\n}")],
    "Python imports only downward": [
        ("cnn_core/windows.py", "import lessons"),
        ("cnn_core/windows.py", "from pages.serving import routes"),
        ("cnn_core/windows.py", "def f():\n    import streamlit as st"),
        ("cnn_core/windows.py", "from matplotlib import pyplot"),
        ("cnn_core/pictures/filtering.py", "def f():\n    from scipy import ndimage"),
        ("cnn_core/windows.py", "from .geometry import output_size"),
        ("lessons/pooling/stills.py", "from pages import frame"),
        ("lessons/pooling/stills.py", "import app"),
        ("lessons/pooling/stills.py", "from tests.oracle import cases"),
        ("lessons/pooling/stills.py", "from lessons.convolution.stills import draw"),
        ("lessons/live_network/stills.py", "from lessons import convolution"),
        ("lessons/kit/figure/figure.py", "import lessons.convolution.stills"),
        ("pages/pooling.py", "import tests"),
    ],
    "scripts import their lesson and the kit": [
        ("lessons/pooling/figure.js", 'import { size } from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'import {\n  size,\n} from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'export { size } from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'const other = await import("../convolution/figure.js");'),
        ("lessons/pooling/figure.js", '/** @import { Settings } from "../convolution/model/limits.js" */'),
        ("lessons/pooling/figure.js", 'import "../../pages/serving.js";'),
        ("lessons/pooling/figure.js", "import(`../${name}/figure.js`);"),
        ("lessons/pooling/figure.js", 'import * as d3 from "d3";'),
        ("lessons/kit/copy.js", 'import { size } from "../convolution/figure.js";'),
        ("lessons/kit/arithmetic/grid.js", 'import { size } from "../../convolution/figure.js";'),
    ],
    "rooms of the kit know those below": [
        ("lessons/kit/dom/dom.js", 'import { createGrid } from "../grid/grid.js";'),
        ("lessons/kit/grid/grid.js", '/** @param {import("../figure/sentence.js").SentenceView} one */'),
        ("lessons/kit/grid/grid.js", '/** @import { SentenceView } from "../figure/sentence.js" */'),
        ("lessons/kit/settings/table.js", "/** @param {Kit} kit */"),
        ("lessons/kit/grid/grid.js", "/** @param {Control} one */"),
        ("lessons/kit/quiz/predict.js", "/** @param {Kit} kit @returns {Scene | null} */"),
        ("lessons/kit/i18n/labels.py", "from lessons.kit.figure.figure import DIGEST"),
        ("lessons/kit/quiz/bank.py", "from lessons.kit.page import parts"),
    ],
    "Python only reads the address": [
        ("pages/a.py", 'st.query_params["stride"] = 2'),
        ("pages/a.py", 'st.query_params["stride"] += 1'),
        ("pages/a.py", "st.query_params.stride = 2"),
        ("pages/a.py", 'del st.query_params["stride"]'),
        ("pages/a.py", "st.query_params.clear()"),
        ("pages/a.py", "st.query_params.update(stride=2)"),
        ("pages/a.py", "st.query_params.from_dict({})"),
        ("pages/a.py", 'address = st.query_params\naddress["stride"] = 2'),
        ("pages/a.py", "from streamlit import query_params"),
    ],
    "nothing is loaded from another host": [
        ("pages/a.py", 'url = "https://cdn.example.org/d3.js"'),
        ("pages/a.py", 'url = f"https://cdn.example.org/{name}"'),
        ("pages/a.py", "html = '<script src=\"//cdn.example.org/d3.js\">'"),
        ("lessons/kit/a.js", 'fetch("https://example.org/x") // why'),
        ("lessons/kit/a.js", "const socket = new WebSocket(`wss://example.org/x`);"),
        ("lessons/kit/a.js", 'const image = "//example.org/cat.png";'),
        ("lessons/kit/a.css", '@import url("https://fonts.example.org/css");'),
        ("lessons/kit/a.css", ".cat { background: url(//example.org/cat.png) }"),
        ("lessons/pooling/en.md", "A cat: ![cat](https://example.org/cat.png)"),
        ("lessons/pooling/en.md", '<img alt="cat" src="https://example.org/cat.png">'),
        ("pages/not_found.html", '<link rel="stylesheet" href="https://example.org/a.css">'),
        (".streamlit/config.toml", 'font = "https://fonts.example.org/a.woff2"'),
    ],
    "no file names one machine or a registry": [
        ("a", 'open("~home~me~course~x.png")'),
        ("a", "#!~usr~bin~python3"),
        ("a", 'Path("~work~main")'),
        ("a", 'Path("C:~Users~me")'),
        ("a", "pip install --index-url https:~~pypi:org~simple torch"),
        ("a", '"resolved": "https:~~registry:npmjs:org~typescript"'),
    ],
    "functions are short": [
        ("a.py", "def f():\n" + BODY * 45),
        ("a.py", "def f():\n" + BODY * 45 + "class A:\n    def f(self): ...\n"),
        ("a.py", "class A:\n    async def f(self):\n" + ("    " + BODY) * 45),
    ],
    "sheets have the same three breaks": [
        ("a.css", "@container host (560px <= width < 658px) {\n  .a {\n  }\n}")
    ],
}
IMPORTS = """import torch
from cnn_core import output_size
from lessons.catalog import LESSONS, lesson
from lessons.kit.figure.figure import figure
from lessons.pooling import stills
"""
SCRIPT = """import { grid } from "../kit/grid/grid.js";
import { say } from "./words.js";
export const names = ["step"];
"""
READS = 'st.query_params["lang"]\nst.query_params.get("lang")\n"lang" in st.query_params\n'
ALLOWED = {
    "Python imports only downward": [("lessons/pooling/stills.py", IMPORTS)],
    "scripts import their lesson and the kit": [
        ("lessons/pooling/figure.js", SCRIPT),
        ("lessons/classroom/figure.js", "import(`../${lesson.name}/sheet.js`)"),
    ],
    "Python only reads the address": [
        ("pages/a.py", READS + 'st.page_link("a", query_params={"stride": 2})'),
    ],
    "nothing is loaded from another host": [
        (
            "pages/a.py",
            '"""Source: https://arxiv.org/abs/1312.4400"""\n# https://arxiv.org\nhalf = 7 // 2',
        ),
        ("lessons/kit/a.js", '// https://arxiv.org/abs/1312.4400\nconst svg = "http://www.w3.org/2000/svg";'),
        ("lessons/kit/a.js", "const entry = `${location.origin}/-/lessons/kit/figure/mount_figure.js`;"),
        ("lessons/kit/a.css", "/* after https://example.org/a */ .a { color: red }"),
        ("lessons/pooling/en.md", "After [Lin et al.](https://arxiv.org/abs/1312.4400)."),
    ],
    "functions are short": [("a.py", "def f():\n" + BODY * 44)],
    "the projector's marks are its own": [("lessons/pooling/a.css", ".projector .field, .stepped-on {\n}")],
    "sheets have the same three breaks": [("a.css", "@media (width < 900px), (height < 500px) {\n}")],
}


def cases(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    return [(name, *each) for name, examples in table.items() for each in examples]


@pytest.mark.parametrize("name", RULES)
def test_the_tree_keeps_the_rule(name: str) -> None:
    rule = RULES[name]
    files = [path for path in tree.files(*rule.suffixes, under=rule.under) if path.suffix not in PICTURES]
    assert files
    found = {tree.name(path): rule.finds(tree.name(path), tree.read(path)) for path in files}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(("name", "path", "source"), cases(PLANTED))
def test_what_is_planted_is_caught(name: str, path: str, source: str) -> None:
    source = source.replace("~", "/").replace(":npmjs", ".npmjs").replace(":org", ".org")
    assert RULES[name].finds(path, source)


@pytest.mark.parametrize(("name", "path", "source"), cases(ALLOWED))
def test_what_is_allowed_passes(name: str, path: str, source: str) -> None:
    assert not RULES[name].finds(path, source)


def test_every_room_of_the_kit_is_listed() -> None:
    files = tree.files(".js", ".py", under=("lessons/kit",))
    assert {imports.room_of(tree.name(path)) for path in files} == set(imports.ROOMS)


def test_the_catalog_of_lessons_stands_on_words_alone() -> None:
    modules = imports.imported_modules(tree.read(tree.ROOT / "lessons" / "catalog.py"))
    assert {imports.room_of(module.replace(".", "/")) for module in modules} - {None} == {"i18n"}
