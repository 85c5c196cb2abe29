"""The menu "…" of a figure: by hand and by keyboard, and the files that come out of it."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from lessons.catalog import LESSONS
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure
from tests.browser.visit import NewPage
from tests.lessons.test_paper import streams_of

SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [lesson.address[1:] for lesson in LESSONS] + ["gradient", "training"]
# What an animation goes through shows before a guess: not steps, of which the number may be what is asked.
MOVES = {
    "why-cnn": 13,
    "convolution": 49,
    "conv2d": 4,
    "neuron": 9,
    "pooling": 16,
    "live-network": 4,
    "gradient": 17,
}
SETTINGS = {"kernel_size": 3, "stride": 1, "padding": 1, "bias": 1, "step": 23}
MANY_COLOURS = 40  # no page of one colour, and more than a few lines
FIRST_BYTES = {"png": b"\x89PNG", "pdf": b"%PDF-", "gif": b"GIF89a", "svg": b"<?xml"}


def menu_button(page: Page) -> Locator:
    return actions.button(page, "out.menu")


def item(page: Page, name: str) -> Locator:
    return page.get_by_role("menuitem", name=actions.say(page, name), exact=True)


def open_menu(page: Page) -> None:
    """Open the menu, which closes a while after it has saved a file."""
    if page.get_by_role("menu").is_hidden():
        menu_button(page).click()


def download(page: Page, kind: str, folder: Path) -> Path:
    """Save a file from the menu."""
    open_menu(page)
    file = actions.download(page, folder, item(page, f"out.{kind}").click)
    assert file.read_bytes().startswith(FIRST_BYTES.get(kind, b"{"))
    assert file.suffix == f".{kind.rpartition('_')[2]}"
    return file


@pytest.mark.alike("kind")
@pytest.mark.parametrize("kind", FIRST_BYTES)
def test_a_photo_is_saved(page: Page, tmp_path: Path, kind: str) -> None:
    open_figure(page, "convolution", input="cat")
    assert download(page, kind, tmp_path).stat().st_size > 50_000


def test_a_file_shows_the_state_of_now_and_is_saved_once(page: Page, tmp_path: Path) -> None:
    open_figure(page, "convolution", kernel_size=3, stride=3, padding=0, step=1)
    saved: list[str] = []
    page.on("download", lambda each: saved.append(each.suggested_filename))
    with Image.open(download(page, "gif", tmp_path)) as image:
        assert getattr(image, "n_frames", 0) == 4
    expect(item(page, "out.saved")).to_be_visible()
    expect(page.get_by_role("menu")).to_be_hidden(timeout=5000)
    menu_button(page).click()
    expect(item(page, "out.gif")).to_be_visible()
    page.keyboard.press("Escape")
    # Whatever the page runs for now, the file that has come stays in its data for a while.
    actions.slider(page, "set.bias").press("ArrowRight")
    page.wait_for_timeout(1500)
    assert saved == ["convolution-k3-s3-p0.gif"]


@pytest.mark.parametrize("dark", [False, True])
def test_svg_is_the_screen(new_page: NewPage, tmp_path: Path, language: Language, dark: bool) -> None:
    page = new_page(dark=dark)
    open_figure(page, "convolution", lang=language, **SETTINGS)
    file = download(page, "svg", tmp_path)
    tree = ElementTree.parse(file).getroot()  # Python's parser takes nothing but well-formed XML
    texts = [text.text or "" for text in tree.iter(f"{SVG}text")]
    reading = read_figure(page)
    for name in ("fig.input", "fig.kernel", "fig.products", "fig.output"):
        assert label(name, language) in texts
        for number in set(reading.grid(name).values()) - {""}:
            assert number in texts
    written = file.read_text(encoding="utf-8")
    assert "foreignObject" not in written
    assert [
        each for each in re.findall(r'(?:href|src)="([^"]*)"', written) if not each.startswith("data:")
    ] == []
    step = "#ff8fd0" if dark else "#a80070"
    assert sum(each.get("stroke") == step for each in tree.iter(f"{SVG}rect")) >= 3


def test_the_menu_is_walked_by_keyboard_and_closes_by_a_click_elsewhere(
    page: Page,
) -> None:
    open_figure(page, "convolution", **SETTINGS)
    button, items = menu_button(page), page.get_by_role("menuitem")
    button.focus()
    page.keyboard.press("ArrowUp")
    expect(items.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    page.keyboard.press("End")
    expect(items.last).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("menu")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(items.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("menu")).to_be_hidden()
    button.click()
    expect(page.get_by_role("menu")).to_be_visible()
    page.mouse.click(700, 40)
    expect(page.get_by_role("menu")).to_be_hidden()


def test_targets_are_large_enough_for_a_finger(phone: Page) -> None:
    open_figure(phone, "convolution", **SETTINGS)
    menu_button(phone).click()
    for target in [menu_button(phone), *phone.get_by_role("menuitem").all()]:
        box = actions.box_of(target)
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def assert_is_notebook_of(page: Page, figure: Locator, file: Path) -> None:
    """Hold that a notebook says what the page says, and nothing that its open guess keeps back."""
    title, *cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    said = figure.locator(".sentence .now").first.text_content() or ""
    assert title["source"].endswith(said.strip())
    shown = page.get_by_role("region", name=label("torch.code", "en"), exact=True).text_content() or ""
    codes = [cell for cell in cells if cell["cell_type"] == "code"]
    if figure.get_attribute("data-figure") == "training":  # its code carries the file that the page's reads
        carried = [cell["source"] for cell in codes if "zlib.decompress" in cell["source"]]
        assert [shown.splitlines()[-2] in code for code in carried] == [True]
        return
    # Below it the answer to its check is computed, where the state has one.
    runs = {cell["source"].partition("\nright = ")[0]: cell["outputs"] for cell in codes}
    ((code, outputs),) = [(code, outputs) for code, outputs in runs.items() if shown.startswith(code)]
    printed = "".join(output["text"] for output in outputs).splitlines()
    asked = ["?"] * shown.count("\n# ?")
    after = shown.removeprefix(code).strip().splitlines()
    assert [line.removeprefix("# ") for line in after] == (printed or asked)


def assert_has_its_code(lesson: Lesson, file: Path) -> None:
    """Hold that the notebook of a lesson has the code of what its text shows; that of a run only its own."""
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    codes = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    assert (len(codes) > 6) == (lesson != "training")
    assert file.name == f"{lesson}-lesson.ipynb"


def assert_holds(pdf: bytes, words: list[str]) -> None:
    """Hold that a PDF can write every letter of some words: its fonts say which letters they have."""
    unpacked = b"".join(streams_of(pdf)).lower()
    assert all(f"{ord(letter):04x}".encode() in unpacked for letter in "".join(words) if letter.isalpha())


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", FIGURES)
def test_every_figure_can_be_saved_and_projected(page: Page, tmp_path: Path, lesson: Lesson) -> None:
    open_figure(page, lesson)
    figure = page.locator(f"[data-figure={lesson.replace('-', '_')}]")
    state = read_figure(page).query
    written = download(page, "svg", tmp_path).read_text(encoding="utf-8")
    assert ElementTree.fromstring(written).tag == f"{SVG}svg"
    headings = figure.locator(".field .panel-head b:visible").all_inner_texts()
    assert all(text in written for text in headings)
    with Image.open(download(page, "png", tmp_path)) as image:
        assert image.width >= 1000
        assert len(image.convert("RGB").getcolors(maxcolors=2**24) or ()) > MANY_COLOURS
    assert_is_notebook_of(page, figure, download(page, "ipynb", tmp_path))
    assert_has_its_code(lesson, download(page, "lesson_ipynb", tmp_path))
    assert_holds(download(page, "pdf", tmp_path).read_bytes(), headings)
    guess = figure.locator(".predict").first.inner_text()
    with Image.open(download(page, "gif", tmp_path)) as image:
        assert getattr(image, "n_frames", 1) == MOVES.get(lesson, 1)
        assert len(image.convert("RGB").getcolors(maxcolors=2**24) or ()) > MANY_COLOURS
    assert read_figure(page).query == state
    assert figure.locator(".predict").first.inner_text() == guess
    open_menu(page)
    item(page, "out.projector").click()
    keys = figure.locator(".keys")
    expect(keys).to_be_visible()
    box = actions.box_of(figure)
    assert (box["x"], box["y"], box["width"]) == pytest.approx((0, 0, 1440), abs=0.1)  # it is scaled
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    expect(menu_button(page)).to_be_visible()
