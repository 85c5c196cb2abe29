"""Notebooks of what figures show: they run in an empty folder and print what the page shows."""

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path
from random import Random
from typing import Any

import nbformat
import pytest

from lessons.catalog import PAGES, lesson
from lessons.kit.ask.question import AskError, Question
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from lessons.kit.menu.notebook import lesson_cells
from lessons.kit.settings.table import InvalidSettings
from lessons.training.code import SHOWN
from lessons.training.code import TABLE as TRAINING
from pages.asking import questions_of
from tests.oracle.training_side import STATES as TRAINED
from tests.oracle.training_side import Run, setup_of, trained
from tests.sample import part_of
from tests.settings_states import asked, state_with

STATES = 20
WITH_CODE = [each.name for each in PAGES if any(about.name == "code" for about in questions_of(each.name))]
# Streamlit, where a test has imported it, writes MPLBACKEND: a kernel that is told of it shows no picture.
OF_THIS_PROCESS = ("PYTHON", "MPLBACKEND")
RUNNER = Path(__file__).with_name("run_notebooks.py")
WORDS: dict[str, object] = {
    "sentence": "What is seen.",
    "stem": "",
    "right": "",
    "is_open": False,
    "file": "",
    "links": {},
}
LINK = re.compile(r"\]\((\?[^)#]*)")


def question(name: str, kind: str = "ipynb") -> Question[Any]:
    return next(each for each in questions_of(name) if each.name == kind)


def asked_of(name: str, body: object, language: Language = "en", kind: str = "ipynb") -> dict[str, Any]:
    about = question(name, kind)
    wanted = about.read(json.dumps(body).encode())
    about.cost(wanted).check()
    return about.answer(wanted, language)


def notebook(
    name: str, state: object, language: Language = "en", kind: str = "ipynb", **words: Any
) -> dict[str, Any]:
    made = asked_of(name, {"state": state, **WORDS, **words}, language, kind)
    return json.loads(base64.b64decode(made["base64"]))


def sources(made: dict[str, Any], kind: str) -> list[str]:
    return [cell["source"] for cell in made["cells"] if cell["cell_type"] == kind]


def run_all(notebooks: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    told = {name: value for name, value in os.environ.items() if not name.startswith(OF_THIS_PROCESS)}
    made, alone = json.dumps(notebooks), [sys.executable, "-I", str(RUNNER)]
    said = subprocess.check_output(alone, input=made, cwd=folder, env=told, encoding="utf-8", timeout=400)
    assert list(folder.iterdir()) == []
    return json.loads(said)


def states(name: str) -> list[dict[str, Any]]:
    """Return what a figure asks of some states, its start first."""
    if name == "training":
        chance = Random(1)
        by_chance = [
            {
                "filters": "plain",
                "lr": "0.02",
                "batch_size": chance.randint(1, 99),
                "moved": chance.randint(0, 4),
            }
            for _ in range(STATES - len(TRAINED))
        ]
        return [dict(state_with(TRAINING, **each)) for each in (*TRAINED, *by_chance)]
    return [each["state"] for each in asked(name)[:STATES]]


def with_runs(states: list[dict[str, Any]], folder: Path) -> list[tuple[str, list[str]]]:
    """Return, of states of /training, the file that the browser makes for the code, and what is shown."""
    files = [folder / f"{at}.npz" for at in range(len(states))]
    runs = [
        Run(setup_of(state), (SHOWN,), file, measured=True) for state, file in zip(states, files, strict=True)
    ]
    made = list[tuple[str, list[str]]]()
    for run, file in zip(trained(runs), files, strict=True):
        packed = base64.b64encode(zlib.compress(file.read_bytes())).decode()
        made.append((packed, [f"{run['moments'][0]['unseen']['loss']:.4f}"]))
        file.unlink()
    return made


@pytest.mark.slow
def test_notebooks_run_alone_print_what_the_page_shows_and_check_the_answer(tmp_path: Path) -> None:
    cases: list[tuple[str, dict[str, Any], Language]] = [
        (each, state, LANGUAGES[at % 2])
        for each in part_of(WITH_CODE, 4)
        for at, state in enumerate(part_of(states(each), 1))
    ]
    shown = [asked_of(*case, kind="code") for case in cases]
    ran = iter(with_runs([state for name, state, _ in cases if name == "training"], tmp_path))
    files = [
        next(ran) if case[0] == "training" else ("", code["printed"])
        for case, code in zip(cases, shown, strict=True)
    ]
    made = [notebook(*case, file=file) for case, (file, _) in zip(cases, files, strict=True)]
    for case, code, (_, printed), said in zip(cases, shown, files, run_all(made, tmp_path), strict=True):
        (name, state, language), about = case, f"{case[0]}: {case[1]}"
        hidden = code["printed"] == [] and name != "training"  # a drill keeps its code back
        assert said["cells"][0 if hidden else 1].rstrip().splitlines() == printed, about
        if not hidden:
            assert said["cells"][2].rstrip() == label("notebook.first", language), about
            assert said["right"].startswith(label("notebook.right", language)), about
            assert said["wrong"].startswith(label("notebook.wrong", language)), about
        is_drawn = (
            not hidden and not code.get("message") and (name != "input_shape" or state["view"] == "build")
        )
        assert said["pictures"] > 0 or not is_drawn, about


@pytest.mark.slow
def test_the_notebook_of_a_lesson_has_its_text_and_runs_with_all_its_code(tmp_path: Path) -> None:
    names = part_of([each for each in WITH_CODE if each != "training"], 1)
    made, alone = list[dict[str, Any]](), list[dict[str, Any]]()
    for at, name in enumerate(names):
        language = LANGUAGES[at % 2]
        prose = lesson(name).prose(language)
        queries = LINK.findall("".join(each.body for each in prose.sections.values()))
        linked = {
            query: each["state"] for query, each in zip(dict.fromkeys(queries), asked(name), strict=False)
        }
        state = asked(name)[0]["state"]
        alone.append(notebook(name, state, language))
        made.append(notebook(name, state, language, "lesson_ipynb", links=linked))
        text = "\n".join(sources(made[-1], "markdown"))
        assert all(f"## {each.title}" in text for each in prose.sections.values()), name
        codes = sources(made[-1], "code")
        for other in linked.values():
            wanted = "\n".join(asked_of(name, other, language, "code")["code"])
            assert any(each.endswith(wanted) for each in codes), name
    ran = run_all([*made, *alone], tmp_path)
    for name, file, said, by_itself in zip(names, made, ran[: len(made)], ran[len(made) :], strict=True):
        # Asked for when all is run: still of its own state.
        assert (said["right"], said["wrong"]) == (by_itself["right"], by_itself["wrong"]), name
        cells = [cell for cell in file["cells"] if cell["cell_type"] == "code"]
        promised = [
            ("".join(each["text"] for each in cell["outputs"]).rstrip(), got.rstrip())
            for cell, got in zip(cells, said["cells"], strict=True)
        ]
        assert all(text in ("", got) for text, got in promised), name
        assert sum(text != "" for text, _ in promised) > 1, name


@pytest.mark.parametrize("name", WITH_CODE)
def test_no_text_of_a_notebook_leads_into_the_course(name: str, language: Language) -> None:
    cells = [*lesson_cells(lesson(name).prose(language), {}, is_open=False)]
    text = "\n".join(cell.source for cell in cells if not cell.is_code)
    assert len(text) > 1000
    assert "](" not in text


def test_a_state_that_is_none_is_left_out_of_the_notebook_of_a_lesson() -> None:
    state = asked("pooling")[0]["state"]
    whole = notebook(
        "pooling", state, kind="lesson_ipynb", links={"?a=1": 7, "?b=1": None, "?c": {"stride": 1}}
    )
    assert sources(whole, "code") == sources(notebook("pooling", state, kind="lesson_ipynb"), "code")


def test_the_figures_own_question_is_checked_by_what_torch_prints_of_it() -> None:
    state = asked("conv2d")[0]["state"]
    made = notebook("conv2d", state, stem="Which shape has `weight`?", right="(4, 3, 3, 3)")
    assert sources(made, "markdown")[1].startswith("Which shape has `weight`?")
    assert sources(made, "code")[1].endswith("\nright = tuple(conv.weight.shape)")
    other = notebook("conv2d", state, stem="How many?", right="7")
    assert "How many?" not in sources(other, "markdown")[1]
    assert sources(other, "code")[1].endswith("\nright = tuple(conv.weight.shape)")


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
@pytest.mark.parametrize("name", WITH_CODE)
def test_a_notebook_is_one(name: str, language: Language) -> None:
    made = notebook(name, states(name)[0], language)
    nbformat.validate(made)
    assert len({cell["id"] for cell in made["cells"]}) == len(made["cells"]) >= 5
    assert sources(made, "markdown")[0] == f"# {lesson(name).prose(language).title}\n\nWhat is seen."


@pytest.mark.parametrize(
    "changes",
    [
        *({"sentence": 1}, {"is_open": 0}, {"more": ""}, {"right": None}, {"stem": ["a"]}, {"links": []}),
        *(
            {"file": '"))\nimport os'},
            {"file": "a b"},
            {"file": None},
            {"links": {str(at): 0 for at in range(101)}},
        ),
    ],
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
