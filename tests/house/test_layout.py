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


@pytest.mark.parametrize("name", ["utils", "utils.py", "helpers.js", "grid_utils.js", "state_manager.py"])
def test_planted_vague_name_is_caught(name: str) -> None:
    assert vague_names([name]) == [name]


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


@pytest.mark.parametrize(
    "line", ["from lessons.kit.exercises import check", "from lessons.catalog import a_lesson"]
)
def test_a_planted_import_that_fails_is_caught(line: str) -> None:
    assert imports_that_fail(f"1. So:\n\n   ```python\n   import re\n   {line}\n   ```\n") == [line]


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_a_module_that_a_document_names_is_there(document: str) -> None:
    named = re.findall(r"`((?:pages|lessons|cnn_core|tests)(?:\.\w+)+)`", tree.read(tree.ROOT / document))
    assert [name for name in named if not importlib.util.find_spec(name)] == []


BREAKS = {"560", "900", "1064"}


def foreign_breaks(sheet: str) -> list[str]:
    """Return the widths at which a style sheet changes and the course does not: its layouts are three."""
    queries = re.findall(r"^\s*@(?:container|media)(.*)\{", sheet, re.MULTILINE)
    widths = [re.sub(r"\(height[^)]*\)", "", query) for query in queries]
    return [each for query in widths for each in re.findall(r"(\d+)px", query) if each not in BREAKS]


def test_every_style_sheet_has_the_same_three_breaks() -> None:
    sheets = {tree.name(path): foreign_breaks(tree.read(path)) for path in tree.files(".css")}
    assert {name: widths for name, widths in sheets.items() if widths} == {}


def test_planted_fourth_break_is_caught() -> None:
    assert foreign_breaks("@container host (560px <= width < 658px) {\n  .a {\n  }\n}") == ["658"]
    assert foreign_breaks("@media (width < 900px), (height < 500px) {\n}") == []


def test_no_style_of_a_figure_asks_what_its_elements_hold() -> None:
    """`.stage:has(…)` styled 581 elements anew for every digit that was put in (10 of 16 ms a move)."""
    sheets = [path for path in tree.files(".css", under=("lessons",)) if ":has(" in path.read_text("utf-8")]
    assert sheets == []


def test_a_figure_is_called_by_its_module_in_its_own_sheets() -> None:
    """`.why-cnn` instead of `.why_cnn` styled nothing: the sentence above the open settings was cut."""
    for path in tree.files(".css", under=("lessons",)):
        lesson = tree.name(path).split("/")[1]
        as_address = rf"\.{lesson.replace('_', '-')}(?![\w-])"
        assert "_" not in lesson or not re.search(as_address, path.read_text("utf-8")), tree.name(path)
