"""The top level is fixed, every lesson has its folder, page and line; a tab remembers in one place only."""

import importlib.util
import re
from textwrap import dedent

import pytest

from lessons.catalog import LESSONS, PAGES, Lesson
from tests.house import tree

PROJECT = {"app.py", "pages", "lessons", "cnn_core", "tests", "requirements.txt", "README.md"}
FOR_TOOLS = {
    *(".ci", ".gitattributes", ".gitignore", ".streamlit"),
    *("CONTRIBUTING.md", "LICENSE", "Makefile", "pyproject.toml"),
}
VAGUE = re.compile(r"^(utils?|helpers?|managers?|misc|common)(_|\.|$)|_(utils?|helpers?|managers?)(_|\.|$)")


def vague_names(names: list[str]) -> list[str]:
    """Return the names of files and folders that do not say what is inside."""
    return [name for name in names if VAGUE.search(name)]


def test_top_level_is_the_fixed_one() -> None:
    found = {path.name for path in tree.ROOT.iterdir()} - tree.LEFT_BEHIND
    assert found == PROJECT | FOR_TOOLS


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])
def test_a_lesson_has_its_figure(lesson: Lesson) -> None:
    assert (lesson.folder / "figure.js").is_file()


def test_everything_in_the_kit_has_its_room() -> None:
    loose = [path.name for path in tree.files(under=("lessons/kit",)) if path.parent.name == "kit"]
    assert loose == []


def test_every_figure_belongs_to_a_listed_page() -> None:
    files = [path for path in tree.files(".js", under=("lessons",)) if path.name == "figure.js"]
    lessons = tree.ROOT / "lessons"
    figures = {path.relative_to(lessons).parts[0] for path in files} - {"kit"}
    assert figures - {lesson.name for lesson in PAGES} <= {"home"}


def test_no_name_is_vague() -> None:
    names = [part for path in tree.files() for part in path.relative_to(tree.ROOT).parts]
    assert vague_names(names) == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_what_a_document_names_is_there(document: str) -> None:
    text = tree.read(tree.ROOT / document)
    links = re.findall(r"\]\((?!https?:|\?)([^)\s]+)\)", text)
    paths = re.findall(r"`([\w.]+/[\w./]*)`", text)
    example = {each for each in paths if "/receptive_field" in each}
    made_later = {".venv/"} | example
    assert [each for each in {*links, *paths} - made_later if not (tree.ROOT / each).exists()] == []


FILE = re.compile(r"(?<![\w./-])(?:[\w-]+/)*[\w-]+\.(?:js|css|py|json)\b")
SAID = {
    ".js": re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".py": re.compile(r'""".*?"""|#[^\n]*', re.DOTALL),
    ".md": re.compile(r".+", re.DOTALL),
}
# The visitor's own file, what is made for a browser, another project's, and what a test plants.
ELSEWHERE = {"model.py", "data/why_cnn.json", "skimage/data/_fetchers.py"}


def files_that_are_not_there(suffix: str, text: str) -> set[str]:
    """Return the files that comments, docstrings or a document name, but that do not exist."""
    there = [f"/{tree.name(path)}" for path in tree.files()]
    named = {each for part in SAID[suffix].findall(text) for each in FILE.findall(part)} - ELSEWHERE
    lost = {each for each in named if not any(path.endswith(f"/{each}") for path in there)}
    return {each for each in lost if "receptive_field" not in each}  # README's example


@pytest.mark.parametrize("suffix", SAID)
def test_a_file_that_a_comment_names_is_there(suffix: str) -> None:
    paths = [*tree.files(suffix)]
    texts = "\n".join(
        tree.read(path) for path in paths if path.suffix != ".md" or "lessons" not in path.parts
    )
    assert files_that_are_not_there(suffix, texts) == set()


def test_a_lost_file_is_noticed() -> None:
    assert files_that_are_not_there(".js", "/** As in words/lost.js says. */\nlet here;") == {"words/lost.js"}
    assert files_that_are_not_there(".css", "/* lost.py knows why */") == {"lost.py"}


def imports_that_fail(text: str) -> list[str]:
    """Return the imports in a document's Python that cannot be had, each as its line."""
    failing: list[str] = []
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        for line in re.findall(r"^(?:from|import) .*", dedent(block), re.MULTILINE):
            try:
                exec(line, {})
            except ImportError:
                failing.append(line)
    return failing


def test_what_the_readme_imports_can_be_imported() -> None:
    text = tree.read(tree.ROOT / "README.md")
    assert "\nfrom lessons.kit." in text
    assert imports_that_fail(text) == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_a_module_that_a_document_names_is_there(document: str) -> None:
    named = re.findall(r"`((?:pages|lessons|cnn_core|tests)(?:\.\w+)+)`", tree.read(tree.ROOT / document))
    assert [name for name in named if not importlib.util.find_spec(name)] == []


# At the outermost level of a module, where it lives as long as the tab.
MEMORY = re.compile(
    r"^(?:export )?(?:let (\w+)|const (\w+) = (?:new (?:Map|Set|WeakMap)\(\)|\[\]);)", re.MULTILINE
)
# What may be there without being forgotten.
HARMLESS = {
    # numbers that only differ from each other
    *("kit/controls/menu.js menus", "kit/grid/grid.js grids", "kit/grid/map.js maps"),
    # what the browser itself remembers, and refuses
    *("kit/grid/fitting.js lengths", "kit/dom/storage.js refuses"),
    # what the server has and does not change
    *("kit/figure/fetched.js kept", "kit/figure/fetched.js importing", "kit/grid/scale.js tables"),
    *(
        "why_cnn/model/store.js known",
        "live_network/view/silhouette.js known",
    ),
    *("live_network/model/network.js nets", "gradient/model/digit.js known"),
    # what ends with the figure that has put it there
    *(f"kit/code/figure.js {name}" for name in ("views", "places")),
    *(f"kit/figure/settings_store.js {name}" for name in ("followers", "followed")),
    *("kit/figure/component.js newest", "kit/figure/mount_figure.js mounted", "kit/dom/dom.js painted"),
    # what ends with the Worker that has put it there
    *(f"training/worker.js {name}" for name in ("starting", "until", "isRunning")),
    # what measures and keeps nothing
    "kit/menu/on_screen.js canvas",
    # what follows from sizes alone, and from numbers of decimals
    "kit/arithmetic/windows.js kept",
    "kit/arithmetic/rounding.js WRITERS",
    # what the next frame, and the next page, take at once
    "kit/dom/page.js waiting",
    "kit/dom/page.js wish",
    "kit/dom/storage.js all",
}


def memories(source: str) -> list[str]:
    """Return the names under which a JavaScript module remembers something by itself."""
    return [first or second for first, second in MEMORY.findall(source)]


def test_what_a_tab_remembers_can_be_forgotten() -> None:
    found = {
        f"{tree.name(path).removeprefix('lessons/')} {name}"
        for path in tree.files(".js")
        if tree.name(path).startswith("lessons/")
        for name in memories(tree.read(path))
    }
    assert found == HARMLESS


def test_planted_memory_is_caught() -> None:
    assert memories("let width = 3;\n") == ["width"]
    assert memories("export const drawn = [];\nconst last = new Map();\n") == ["drawn", "last"]
    assert memories("const last = remembered();\nfunction f() {\n  let width = 3;\n}\n") == []
