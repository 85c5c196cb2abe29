"""README's "Add a lesson" is true: the lesson there is walked, and every number of it is torch's."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import torch
from playwright.sync_api import Browser
from torch.nn import functional as F

from lessons.catalog import Lesson
from lessons.kit.i18n import labels
from lessons.kit.settings.table import Table
from tests import settings_states
from tests.browser import figures
from tests.browser.server import ROOT, serve
from tests.browser.visit import Recorder, visitor
from tests.monkey import by_settings, gestures
from tests.monkey.comparing import Comparison, holds, whole
from tests.monkey.scene import Event, Scene, Walked
from tests.monkey.walk import PAGES, Walk
from tests.sample import SEED

pytestmark = pytest.mark.daily

NAME, ADDRESS = "receptive_field", "receptive-field"
FILE = re.compile(r"`((?:lessons|pages)/receptive_field[\w/.]+)`:\n\n```\w+\n(.*?)```\n", re.DOTALL)
LINE = re.compile(r"And its line, `(Lesson\(.*?\),)`")
EVENTS = 30  # each kind of them is done first


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course to which this lesson was added as README says."""
    copy = tmp_path_factory.mktemp("course")
    for name in ("app.py", ".streamlit", "pages", "lessons", "cnn_core"):
        take = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        take(ROOT / name, copy / name)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path, text in FILE.findall(readme):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_text(text, encoding="utf-8")
    catalog = copy / "lessons" / "catalog.py"
    [line] = LINE.findall(readme)
    before, mark, after = catalog.read_text(encoding="utf-8").partition("LESSONS = (\n")
    catalog.write_text(f"{before}{mark}    {line}\n{after}", encoding="utf-8")
    return copy


def read_by_first_output(layers: int, kernel_size: int) -> int:
    """Return how many numbers torch says the first output depends on."""
    x = y = torch.ones(1, 1, 13, requires_grad=True)
    for _ in range(layers):
        y = F.conv1d(y, torch.ones(1, 1, kernel_size))
    (gradient,) = torch.autograd.grad(y[0, 0, 0], x)
    return int((gradient != 0).sum())


def compare(scene: Scene) -> Iterator[Comparison]:
    """Give what is outlined and what the code prints, beside torch's count; asked, both keep it back."""
    code = scene.page.locator("[data-testid=stMain] code").filter(has_text="# ").first
    code.wait_for(state="attached")
    printed = (code.text_content() or "").rpartition("# ")[2]
    outlined = scene.figure().locator(".cells [aria-description]").count()
    if scene.figure().locator(".predict .pill:visible").count():
        yield holds("hidden", (printed, outlined) == ("?", 0))
        return
    number = read_by_first_output(scene.now.settings["layers"], scene.now.settings["kernel_size"])
    yield whole("printed", int(printed), number)
    yield whole("outlined", outlined, number)


@pytest.fixture
def known(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the walk know of the lesson what it knows of all: its table, its words, what hands do."""
    table = Table.read(tree / "lessons" / NAME / "settings.json")

    def write(chance: Random) -> dict[str, str]:
        return settings_states.query(table, chance)

    events = (
        Event(3, by_settings.drag_a_slider),
        Event(3, by_settings.press_plus_or_minus),
        Event(3, by_settings.use_keys_on_a_slider),
        Event(2, gestures.answer_the_question),
        Event(1, gestures.open_a_deep_link, (write,)),
        Event(1, gestures.open_an_illegal_link),
        Event(1, gestures.follow_a_link_in_the_text),
    )
    words = (tree / "lessons" / NAME / "labels.json").read_text(encoding="utf-8")
    for name, both in json.loads(words).items():
        monkeypatch.setitem(labels.TABLE, name, both)
    monkeypatch.setattr(settings_states, "LESSONS", tree / "lessons")
    monkeypatch.setitem(settings_states.TABLES, NAME, table)
    monkeypatch.setattr(figures, "PAGES", (*figures.PAGES, Lesson(NAME)))
    monkeypatch.setitem(PAGES, ADDRESS, Walked(events, compare, {}))


@pytest.mark.usefixtures("known")
def test_the_lesson_of_the_readme_is_walked(browser: Browser, tree: Path) -> None:
    walk = Walk(SEED, [ADDRESS])
    with serve(tree) as base_url:
        page = visitor(browser, base_url)
        recorder = Recorder(page)
        walk.go(page, EVENTS)
        page.context.close()
    print(walk.report())
    assert walk.tally.mismatches == recorder.page_errors == recorder.console_errors == []
    assert set(walk.events) == walk.known_events()
    assert walk.tally.numbers["outlined"] > EVENTS / 4
