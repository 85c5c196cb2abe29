"""Notebooks of what figures show: they run in an empty folder and print what the page shows."""

import ast
import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lessons.catalog import PAGES, lesson
from lessons.kit.ask.error import AskError
from lessons.kit.ask.question import Question
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.settings.setting import InvalidSettings
from pages.asking import questions_of
from tests.oracle.asked import asked
from tests.sample import part_of

STATES = 20
# The code of /training reads the run from training.npz, which only the browser makes: it does not run alone.
ALONE = [each for each in PAGES if each.name != "training"]
WITH_CODE = [each.name for each in ALONE if any(about.name == "code" for about in questions_of(each.name))]
RUNNER = Path(__file__).with_name("run_notebooks.py")
WORDS = {"sentence": "What is seen.", "stem": "", "right": "", "is_open": False}
DRAWN = {"gradient", "conv2d", "convolution", "maxpool2d", "neuron", "pooling", "live_network"}


def question(name: str, kind: str = "ipynb") -> Question[Any]:
    return next(each for each in questions_of(name) if each.name == kind)


def asked_of(name: str, body: object, language: Language = "en", kind: str = "ipynb") -> dict[str, Any]:
    about = question(name, kind)
    wanted = about.read(json.dumps(body).encode())
    about.cost(wanted).check()
    return about.answer(wanted, language)


def notebook(name: str, state: object, language: Language = "en", **words: Any) -> dict[str, Any]:
    made = asked_of(name, {"state": state, **WORDS, **words}, language)
    return json.loads(base64.b64decode(made["base64"]))


def sources(made: dict[str, Any], kind: str) -> list[str]:
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == kind]


def run_all(notebooks: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-I", str(RUNNER)],
        input=json.dumps(notebooks),
        cwd=folder,
        env=told,
        capture_output=True,
        encoding="utf-8",
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert list(folder.iterdir()) == []
    return json.loads(done.stdout)


def states(name: str) -> list[dict[str, Any]]:
    return [each["state"] for each in part_of(asked(name)[:STATES], 1)]


@pytest.mark.slow
def test_notebooks_run_alone_print_what_the_page_shows_and_check_the_answer(tmp_path: Path) -> None:
    cases: list[tuple[str, dict[str, Any], Language]] = [
        (each, state, LANGUAGES[at % 2]) for each in WITH_CODE for at, state in enumerate(states(each))
    ]
    made = [notebook(*case) for case in cases]
    for (name, state, language), file, said in zip(cases, made, run_all(made, tmp_path), strict=True):
        code = asked_of(name, state, language, "code")
        place = sources(file, "code").index("\n".join(code["code"]))
        shown = f"{name}: {state}"
        assert said["cells"][place].rstrip().splitlines() == code["printed"], shown
        if code["printed"]:
            assert said["cells"][place + 1].rstrip() == label("notebook.first", language), shown
            assert said["right"].startswith(label("notebook.right", language)), shown
            assert said["wrong"].startswith(label("notebook.wrong", language)), shown
        assert (said["maps"] > 0) == (name in DRAWN and not code.get("message")), shown


def test_the_figures_own_question_is_checked_by_what_torch_prints_of_it() -> None:
    state = asked("conv2d")[0]["state"]
    made = notebook("conv2d", state, stem="Which shape has `weight`?", right="(4, 3, 3, 3)")
    assert sources(made, "markdown")[1].startswith("Which shape has `weight`?")
    assert "right = tuple(conv.weight.shape)\n" in sources(made, "code")[2]
    other = notebook("conv2d", state, stem="How many?", right="7")
    assert "How many?" not in sources(other, "markdown")[1]
    assert "right = tuple(conv.weight.shape)\n" in sources(other, "code")[2]


def test_what_is_printed_is_not_told_as_long_as_a_guess_is_open() -> None:
    state = asked("convolution")[0]["state"]
    told = [
        "".join(out["text"] for out in cell.get("outputs", ()))
        for cell in notebook("convolution", state)["cells"]
    ]
    assert "(1, 1, 7, 7) -1.0\n" in told
    hidden = notebook("convolution", state, is_open=True)
    assert not any(cell.get("outputs") for cell in hidden["cells"])


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WITH_CODE)
def test_a_notebook_is_one_and_imports_nothing_of_the_course(name: str, language: Language) -> None:
    made = notebook(name, asked(name)[0]["state"], language)
    assert (made["nbformat"], made["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in made["cells"]]
    assert len(set(ids)) == len(ids) >= 5
    keys = {"markdown": {"id", "cell_type", "metadata", "source"}}
    keys["code"] = keys["markdown"] | {"execution_count", "outputs"}
    assert all(set(cell) == keys[cell["cell_type"]] for cell in made["cells"])
    assert sources(made, "markdown")[0] == f"# {lesson(name).prose(language).title}\n\nWhat is seen."
    tree = ast.walk(ast.parse("\n".join(sources(made, "code"))))
    roots = {name.split(".")[0] for each in tree for name in _imported(each)}
    assert roots <= {"torch", "matplotlib", "base64", "zlib", "numpy", "PIL"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [each.name for each in node.names] if isinstance(node, ast.Import) else []


@pytest.mark.parametrize(
    "changes", [{"sentence": 1}, {"is_open": 0}, {"more": ""}, {"right": None}, {"stem": ["a"]}]
)
def test_words_that_are_none_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(AskError, match="other_settings"):
        notebook("neuron", asked("neuron")[0]["state"], **changes)


@pytest.mark.parametrize("body", [None, [], {}, {"state": 1}])
def test_what_is_no_question_is_refused(body: object) -> None:
    with pytest.raises(AskError, match="other_settings"):
        asked_of("neuron", body)
    with pytest.raises(InvalidSettings):
        notebook("neuron", body)
