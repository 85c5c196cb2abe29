"""Pages -> lessons -> cnn_core, never upward; a lesson imports no other lesson."""

import ast
import posixpath
import re

import pytest

from tests.house import tree

# What each room may know of ours; whatever it does not name stands above it.
MAY_IMPORT = {
    "app.py": {"pages", "lessons", "cnn_core"},
    "pages": {"pages", "lessons", "cnn_core"},
    "lessons": {"lessons", "cnn_core"},
    "cnn_core": {"cnn_core"},
}
OURS = {"app", "pages", "lessons", "cnn_core", "tests"}
NOT_IN_CNN_CORE = {"streamlit", "matplotlib"}
# The rooms of the kit from the ground up: each knows those below it.
KIT = "lessons/kit/"
ROOMS = (
    *("arithmetic", "i18n", "settings", "dom", "curves", "grid", "controls", "ask", "code", "copy", "paper"),
    *("menu", "pictures", "silhouettes", "progress", "quiz", "layer_form", "figure", "check", "page"),
)
IMPORT_IN_JAVASCRIPT = re.compile(
    r"""^\s*(?:import|export)\b[^'"`;()=]*?\bfrom\s*["'](?P<clause>[^"']+)
      | ^\s*import\s*["'](?P<bare>[^"']+)
      | @import\s*\{[^}]*\}\s*from\s*["'](?P<typed>[^"']+)
      | \bimport\(\s*["'`](?P<call>[^"'`$]+)["'`]""",
    re.MULTILINE | re.VERBOSE,
)


def imported_modules(source: str) -> set[str]:
    """Return every module that Python source may load, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            found |= {package} | {f"{package}.{alias.name}" for alias in node.names}
    return found


def folder_of_lesson(path: str) -> str | None:
    """Return the part of `lessons/` that a path such as "lessons/pooling/figure.js" belongs to."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == "lessons" else None


def reaches_other_lesson(path: str, target: str) -> bool:
    """Return whether a file in `lessons/` reaches into another lesson than its own, or the kit into any."""
    own, other = folder_of_lesson(path), folder_of_lesson(target)
    return own is not None and other not in {None, own, "kit", "catalog"}


def python_violations(path: str, source: str) -> list[str]:
    """Return what a Python file imports against the rule."""
    room = path.split("/", maxsplit=1)[0]
    violations: list[str] = []
    for module in sorted(imported_modules(source)):
        top = module.split(".", maxsplit=1)[0]
        upward = module.startswith(".") or (top in OURS and top not in MAY_IMPORT[room])
        foreign = room == "cnn_core" and top in NOT_IN_CNN_CORE
        is_folder = (tree.ROOT / module.replace(".", "/")).is_dir()
        target = module.replace(".", "/") + ("/" if is_folder else ".py")
        if upward or foreign or reaches_other_lesson(path, target):
            violations.append(f"{path} imports {module}")
    return violations


def javascript_violations(path: str, source: str) -> list[str]:
    """Return what a script imports against the rule: another lesson, or anything but a file of ours."""
    violations: list[str] = []
    for match in IMPORT_IN_JAVASCRIPT.finditer(source):
        module = next(filter(None, match.groups()))
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), module))
        inside = module.startswith(("./", "../")) and target.startswith("lessons/")
        if not inside or reaches_other_lesson(path, target):
            violations.append(f"{path} imports {module}")
    return violations


def test_python_imports_only_downward() -> None:
    files = list(tree.files(".py", under=tuple(MAY_IMPORT)))
    assert files
    assert [each for path in files for each in python_violations(tree.name(path), tree.read(path))] == []


def test_javascript_imports_only_its_lesson_and_the_kit() -> None:
    files = list(tree.files(".js", under=("lessons",)))
    assert files
    assert [each for path in files for each in javascript_violations(tree.name(path), tree.read(path))] == []


def room_of(path: str) -> str | None:
    """Return the room of the kit that a path such as "lessons/kit/grid/cell.js" lies in."""
    return path.removeprefix(KIT).split("/", maxsplit=1)[0] if path.startswith(KIT) else None


def climbs(path: str, source: str) -> list[str]:
    """Return what a file of the kit imports from a room above its own, types included."""
    if path.endswith(".py"):
        modules = {f"{module.replace('.', '/')}/" for module in imported_modules(source)}
    else:
        named = {next(filter(None, match.groups())) for match in IMPORT_IN_JAVASCRIPT.finditer(source)}
        modules = {posixpath.normpath(posixpath.join(posixpath.dirname(path), module)) for module in named}
    own = room_of(path)
    others = {other for module in modules if (other := room_of(module)) and other != own}
    return [
        f"{path} climbs to {other}"
        for other in sorted(others)
        if own in ROOMS and ROOMS.index(own) < ROOMS.index(other)
    ]


def test_rooms_of_the_kit_know_only_those_below_them() -> None:
    files = [path for path in tree.files(".js", ".py", under=(KIT.rstrip("/"),)) if room_of(tree.name(path))]
    assert {room_of(tree.name(path)) for path in files} == set(ROOMS)
    assert [each for path in files for each in climbs(tree.name(path), tree.read(path))] == []


def test_the_catalog_of_lessons_stands_on_words_alone() -> None:
    modules = imported_modules(tree.read(tree.ROOT / "lessons" / "catalog.py"))
    assert {room_of(module.replace(".", "/")) for module in modules} - {None} == {"i18n"}


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("lessons/kit/dom/dom.js", 'import { createGrid } from "../grid/grid.js";'),
        ("lessons/kit/grid/grid.js", '/** @param {import("../figure/sentence.js").SentenceView} one */'),
        ("lessons/kit/grid/grid.js", '/** @import { SentenceView } from "../figure/sentence.js" */'),
        ("lessons/kit/i18n/labels.py", "from lessons.kit.figure.assets import DIGEST"),
        ("lessons/kit/quiz/bank.py", "from lessons.kit.page import parts"),
    ],
)
def test_planted_climb_is_caught(path: str, source: str) -> None:
    assert climbs(path, source) != []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cnn_core/windows.py", "import lessons"),
        ("cnn_core/windows.py", "from pages.serving import routes"),
        ("cnn_core/windows.py", "def f():\n    import streamlit as st"),
        ("cnn_core/windows.py", "from matplotlib import pyplot"),
        ("cnn_core/windows.py", "from .geometry import output_size"),
        ("lessons/pooling/stills.py", "from pages import frame"),
        ("lessons/pooling/stills.py", "import app"),
        ("lessons/pooling/stills.py", "from tests.oracle import cases"),
        ("lessons/pooling/stills.py", "from lessons.convolution.stills import draw"),
        ("lessons/live_network/stills.py", "from lessons import convolution"),
        ("lessons/kit/figure/figure.py", "import lessons.convolution.stills"),
        ("pages/pooling.py", "import tests"),
    ],
)
def test_planted_python_import_is_caught(path: str, source: str) -> None:
    assert python_violations(path, source) != []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("lessons/pooling/figure.js", 'import { size } from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'import {\n  size,\n} from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'export { size } from "../convolution/figure.js";'),
        ("lessons/pooling/figure.js", 'const other = await import("../convolution/figure.js");'),
        ("lessons/pooling/figure.js", '/** @import { Settings } from "../convolution/model/limits.js" */'),
        ("lessons/pooling/figure.js", 'import "../../pages/serving.js";'),
        ("lessons/pooling/figure.js", 'import * as d3 from "d3";'),
        ("lessons/kit/copy.js", 'import { size } from "../convolution/figure.js";'),
        ("lessons/kit/arithmetic/grid.js", 'import { size } from "../../convolution/figure.js";'),
    ],
)
def test_planted_javascript_import_is_caught(path: str, source: str) -> None:
    assert javascript_violations(path, source) != []


def test_allowed_imports_pass() -> None:
    python = "import torch\nfrom cnn_core import output_size\nfrom lessons.catalog import LESSONS, lesson\n"
    python += "from lessons.kit.figure.figure import figure\nfrom lessons.pooling import stills\n"
    assert python_violations("lessons/pooling/stills.py", python) == []
    javascript = 'import { grid } from "../kit/grid/grid.js";\nimport { say } from "./words.js";\n'
    javascript += 'export const names = ["step"];\nimport(`../${name}/figure.js`);\n'
    assert javascript_violations("lessons/pooling/figure.js", javascript) == []
