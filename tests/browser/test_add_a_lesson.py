"""README's "Add a lesson" is true: the lesson that stands there opens, and every number of it is torch's."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
import torch
from playwright.sync_api import Page, expect
from torch.nn import functional as F

from lessons.kit.settings.table import Table
from tests.browser.server import ROOT, serve
from tests.browser.visit import open_page
from tests.sample import SEED
from tests.settings_states import query

pytestmark = pytest.mark.daily

NAME = "receptive_field"
FILE = re.compile(r"`((?:lessons|pages)/receptive_field[\w/.]+)`:\n\n```\w+\n(.*?)```\n", re.DOTALL)
LINE = re.compile(r"And its line, `(Lesson\(.*?\),)`")
STATES = 6


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


@pytest.fixture(scope="module")
def address(tree: Path) -> Iterator[str]:
    """Where it is served."""
    with serve(tree) as base_url:
        yield f"{base_url}/receptive-field"


def read_by_first_output(layers: int, kernel_size: int) -> int:
    """Return how many numbers torch says the first output depends on."""
    x = y = torch.ones(1, 1, 13, requires_grad=True)
    for _ in range(layers):
        y = F.conv1d(y, torch.ones(1, 1, kernel_size))
    (gradient,) = torch.autograd.grad(y[0, 0, 0], x)
    return int((gradient != 0).sum())


def test_the_lesson_of_the_readme_stands(page: Page, tree: Path, address: str, language: str) -> None:
    table = Table.read(tree / "lessons" / NAME / "settings.json")
    chance = Random(SEED)
    for _ in range(STATES):
        asked = query(table, chance)
        open_page(page, f"{address}?{urlencode({'lang': language, **asked})}")
        number = read_by_first_output(int(asked["layers"]), int(asked["kernel_size"]))
        page.locator(".cells").wait_for()
        guess = page.locator(".pill").first  # nothing is asked of one layer, or again
        if guess.is_visible():
            guess.click()
        expect(page.locator(".cells [aria-description]")).to_have_count(number)
        expect(page.locator("[data-testid=stMain]")).to_contain_text(f"# {number}")
