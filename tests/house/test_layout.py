"""The top level is fixed, and every lesson has its folder, its page and its line."""

import importlib.util
import re
from textwrap import dedent

import pytest

from lessons.catalog import LESSONS, PAGES, Lesson
from tests.house import tree

PROJECT = {"app.py", "pages", "lessons", "cnn_core", "tests", "requirements.txt", "README.md"}
FOR_TOOLS = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    ".streamlit",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "pyproject.toml",
}
VAGUE = re.compile(r"^(utils?|helpers?|managers?|misc|common)(_|\.|$)|_(utils?|helpers?|managers?)(_|\.|$)")


def vague_names(names: list[str]) -> list[str]:
    """Return the names of files and folders that do not say what is inside."""
    return [name for name in names if VAGUE.search(name)]


def test_top_level_is_the_fixed_one() -> None:
    found = {path.name for path in tree.ROOT.iterdir()} - tree.LEFT_BEHIND
    assert found == PROJECT | FOR_TOOLS


@pytest.mark.parametrize("lesson", PAGES, ids=[lesson.name for lesson in PAGES])
def test_lesson_has_its_folder_and_its_page(lesson: Lesson) -> None:
    assert (lesson.folder / "figure.js").is_file() or lesson not in LESSONS
    assert (tree.ROOT / "pages" / f"{lesson.name}.py").is_file()


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
