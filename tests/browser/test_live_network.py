"""The live network in a real browser: every way in for a picture, every number of the maps, every refusal."""

import base64
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from playwright.sync_api import Page
from torch import Tensor

from cnn_core.datasets import sample_pictures
from cnn_core.network import load_weights
from cnn_core.pictures import prepare
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import hands, pictures
from tests.browser.figures import Reading, grid, open_figure, read_figure, wait_for_figure
from tests.browser.picture_page import choose, wait_for_answer
from tests.browser.pictures import FILE, PASTE, File
from tests.browser.server import ROOT, serve
from tests.browser.visit import NewPage, Viewport
from tests.house import tree
from tests.monkey import comparing
from tests.monkey.digits import rounded
from tests.monkey.live_network import numbers as network_numbers
from tests.monkey.live_network.numbers import Notebook
from tests.sample import part_of

pytestmark = pytest.mark.rotates

LESSON = "live-network"
SIDE, MAPS = 24, 5


def torchs_maps(content: bytes) -> tuple[Tensor, Tensor]:
    """Return the five maps after Conv2d, and after ReLU and MaxPool2d, in hundredths, as torch has them."""
    weights = load_weights("digits")
    # Pixels and weights are hundredths, so their products are whole ten-thousandths and float64 is exact.
    pixels = torch.from_numpy(prepare(content).pixels * 100).round()[None]
    kernels = torch.from_numpy(weights.conv_weight * 100).round()
    conv = F.conv2d(pixels, kernels, torch.from_numpy(weights.conv_bias * 10_000).round())
    return rounded(conv), rounded(F.max_pool2d(conv.relu(), 2))


def carried(page: Page, file: File):  # noqa: ANN201 - a JSHandle of a DataTransfer
    """Return a file as the browser carries it in a drop or a paste."""
    return page.evaluate_handle(FILE, [file.name, file.kind, base64.b64encode(file.content).decode()])


def drop(page: Page, file: File) -> Reading:
    """Drop a file on the figure."""
    page.get_by_role("grid").first.dispatch_event("drop", {"dataTransfer": carried(page, file)})
    return wait_for_answer(page)


def paste(page: Page, file: File) -> Reading:
    """Paste a file anywhere on the page."""
    page.evaluate(PASTE, carried(page, file))
    return wait_for_answer(page)


def wrong_numbers(reading: Reading, conv: Tensor, pool: Tensor) -> list[str]:
    """Return every number of the maps that is not torch's: all pooled cells, and those under the loupe."""
    corner = [(reading.settings[name] - 1) // 2 * 2 for name in ("row", "column")]
    found: list[comparing.Comparison] = []
    for index in range(MAPS):
        under = conv[index, corner[0] : corner[0] + 2, corner[1] : corner[1] + 2]
        loupe = reading.grid("live.map_conv", n=index + 1)
        found += comparing.grid("conv", loupe, under, (corner[0] + 1, corner[1] + 1))
        if reading.has("live.map_pool", n=index + 1):  # a phone shows one layer at a time
            found += comparing.grid("pool", reading.grid("live.map_pool", n=index + 1), pool[index])
    found += network_numbers.compare(reading, Notebook())
    assert len(found) > MAPS * (144 if reading.has("live.map_pool", n=1) else 4)
    return [str(each) for each in found if not each.agrees()]


def walk_cells(page: Page, rows: list[int]) -> Iterator[Reading]:
    """Move the loupe along rows of a pooled map by its arrow keys, and read it at every stop."""
    grid(page, label("live.map_pool", "en", n=1)).focus()
    for row in range(SIDE // 2):
        if row in rows:
            page.keyboard.press("Home")
            for _ in range(SIDE // 2 - 1):
                yield read_figure(page)
                page.keyboard.press("ArrowRight")
            yield read_figure(page)
        page.keyboard.press("ArrowDown")


@pytest.mark.alike("screen", "bring", keep=2)
@pytest.mark.parametrize(
    ("screen", "bring"), [("desktop", choose), ("phone", choose), ("desktop", drop), ("phone", paste)]
)
def test_own_picture_gives_torchs_maps(
    new_page: NewPage, base_url: str, screen: Viewport, bring: Callable[[Page, File], Reading]
) -> None:
    page = new_page(screen)
    before = open_figure(page, base_url, LESSON)
    for file in (pictures.png(), pictures.jpeg()):
        reading = bring(page, file)
        assert (reading.alert, reading.query.get("sample")) == ("", "own")
        assert wrong_numbers(reading, *torchs_maps(file.content)) == []
        assert reading.grids != before.grids
        if screen == "phone":  # the answer itself is below the fold
            assert label("live.says", "en", a="") in reading.status


def test_every_cell_of_an_uploaded_picture_is_torchs(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, row=1, column=1)
    file = pictures.png()
    choose(page, file)
    conv, _ = torchs_maps(file.content)
    seen = torch.zeros(MAPS, SIDE, SIDE, dtype=torch.bool)
    wrong: list[str] = []
    rows = part_of(range(SIDE // 2), 1)
    for reading in walk_cells(page, rows):
        for index in range(MAPS):
            loupe = reading.grid("live.map_conv", n=index + 1)
            for row, column in loupe:
                seen[index, row - 1, column - 1] = True
                number = comparing.Comparison(
                    "conv", (row, column), loupe[row, column], conv[index, row - 1, column - 1].item()
                )
                if not number.agrees():
                    wrong.append(str(number))
    assert wrong == []
    assert [bool(seen[:, row].all()) for row in range(SIDE)] == [row // 2 in rows for row in range(SIDE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_samples_give_torchs_maps(new_page: NewPage, base_url: str, language: Language) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    open_figure(page, base_url, LESSON, lang=language, sample="cat", map=3, row=20, column=7)
    contents = {sample.id: sample.data for sample in sample_pictures()}
    for sample, content in contents.items():
        button = hands.button(page, f"sample.{sample}", language)
        button.click()
        page.wait_for_function("id => location.search.includes(`sample=${id}`)", arg=sample)
        reading = read_figure(page)
        assert button.get_attribute("aria-pressed") == "true"
        assert wrong_numbers(reading, *torchs_maps(content)) == []
    reading = read_figure(page)
    again = hands.reload(page, reading)
    assert (again.chosen, again.grids) == (reading.chosen, reading.grids)


REFUSED: list[tuple[Callable[[], File], str, dict[str, object]]] = [
    (pictures.text_named_png, "not_a_picture", {}),
    (pictures.truncated, "truncated", {}),
    (pictures.pdf_named_png, "unsupported_kind", {"kind": "PDF"}),
    (pictures.too_large, "file_too_large", {"limit_megabytes": 25}),
    (pictures.large_heic, "unsupported_kind", {"kind": "HEIC"}),
    (pictures.too_many_pixels, "too_many_pixels", {"limit_megapixels": 24}),
    (pictures.large_and_too_many_pixels, "too_many_pixels", {"limit_megapixels": 24}),
    (pictures.too_many_pixels_for_a_jpeg, "too_many_pixels", {"limit_megapixels": 50}),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_files_are_refused_in_words_and_the_picture_stays(
    new_page: NewPage, base_url: str, tmp_path: Path, language: Language
) -> None:
    page = new_page("phone" if language == "ko" else "desktop")
    before = open_figure(page, base_url, LESSON, lang=language, sample="paper_7")
    for make, reason, values in REFUSED:
        file = make()
        (tmp_path / file.name).write_bytes(file.content)
        page.locator("input[type=file]").set_input_files(tmp_path / file.name)
        reading = wait_for_answer(page)
        assert reading.alert == label(f"up.{reason}", language, name=file.name, **values)
        assert (reading.grids, reading.chosen) == (before.grids, before.chosen)
    grid(page, label("live.map_conv", language, n=1)).press("ArrowLeft")
    assert read_figure(page).alert == ""
    assert choose(page, pictures.jpeg()).alert == ""


@pytest.mark.alike("bring")
@pytest.mark.parametrize("bring", [drop, paste])
def test_bad_files_are_refused_however_they_come(
    page: Page, base_url: str, bring: Callable[[Page, File], Reading]
) -> None:
    open_figure(page, base_url, LESSON)
    assert "scan.png" in bring(page, pictures.pdf_named_png()).alert


def test_blank_sheet_is_refused_with_whole_numbers(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON)
    alert = choose(page, pictures.blank()).alert
    assert pictures.blank().name in alert
    assert ".0 " not in alert


def test_same_thing_twice_is_answered_twice(page: Page, base_url: str) -> None:
    page.set_default_timeout(5000)
    open_figure(page, base_url, LESSON, sample="paper_3")
    hands.button(page, "sample.paper_3", "en").click()
    assert wait_for_answer(page).status == ""
    for file in (pictures.text_named_png(), pictures.png()):
        first = choose(page, file)
        again = choose(page, file)
        assert (again.alert, again.status) == (first.alert, "")


def test_double_click_on_a_sample(page: Page, base_url: str) -> None:
    open_figure(page, base_url, LESSON, sample="cat")
    hands.button(page, "sample.paper_7", "en").dblclick()
    reading = wait_for_answer(page)
    content = next(sample.data for sample in sample_pictures() if sample.id == "paper_7")
    assert reading.query["sample"] == "paper_7"
    assert wrong_numbers(reading, *torchs_maps(content)) == []


def test_two_tabs_keep_their_own_pictures(page: Page, base_url: str) -> None:
    other = page.context.new_page()
    open_figure(page, base_url, LESSON, sample="cat")
    there = open_figure(other, base_url, LESSON, sample="paper_3", map=4)
    mine = choose(page, pictures.png())
    assert wrong_numbers(mine, *torchs_maps(pictures.png().content)) == []
    assert read_figure(other) == there
    content = next(sample.data for sample in sample_pictures() if sample.id == "paper_3")
    grid(other, label("live.map_conv", "en", n=2)).press("ArrowUp")
    assert wrong_numbers(read_figure(other), *torchs_maps(content)) == []


def test_reload_in_the_middle_of_an_upload(page: Page, base_url: str) -> None:
    there = open_figure(page, base_url, LESSON, sample="paper_7")
    page.locator("input[type=file]").set_input_files(pictures.png().payload())  # pyright: ignore[reportArgumentType]
    page.reload()
    again = wait_for_figure(page, LESSON, "en")
    content = next(sample.data for sample in sample_pictures() if sample.id == "paper_7")
    picture = content if again.query.get("sample") == "paper_7" else pictures.png().content
    assert wrong_numbers(again, *torchs_maps(picture)) == []
    assert choose(page, pictures.jpeg()).alert == ""
    assert there.alert == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_picture_outlives_language_and_other_pages(
    new_page: NewPage, base_url: str, language: Language
) -> None:
    page = new_page()
    open_figure(page, base_url, LESSON, lang=language)
    mine = choose(page, pictures.jpeg())
    other = hands.switch_language(page, mine)
    assert wrong_numbers(other, *torchs_maps(pictures.jpeg().content)) == []
    # A reload ends the visit, and the picture with it: that is said, and only until another one is chosen.
    again = hands.reload(page, other)
    assert (again.alert, again.query["sample"]) == (label("up.gone", other.language), "paper_3")
    assert choose(page, pictures.png()).alert == ""


def test_unknown_sample_in_the_address_is_refused_in_words(page: Page, base_url: str) -> None:
    assert "sample=dog" in open_figure(page, base_url, LESSON, sample="dog").alert


@pytest.mark.parametrize("language", LANGUAGES)
def test_illegal_cell_in_the_address_is_refused_in_words(
    page: Page, base_url: str, language: Language
) -> None:
    reading = open_figure(page, base_url, LESSON, lang=language, row=25)
    assert "row=25" in reading.alert
    assert bool(re.search("[가-힣]", reading.alert)) == (language == "ko")
    assert reading.settings["row"] == 24


def _written(folders: list[Path], since: dict[Path, int]) -> Iterator[Path]:
    for path, changed in _files(folders).items():
        if since.get(path) != changed:
            yield path


def _files(folders: list[Path]) -> dict[Path, int]:
    """Return every file and when it was last written."""
    skipped = tree.LEFT_BEHIND
    paths = (path for folder in folders for path in folder.rglob("*") if not skipped & set(path.parts))
    return {path: path.stat().st_mtime_ns for path in paths if path.is_file()}


PICTURE_HEADS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8")


def pictures_written(folders: list[Path], since: dict[Path, int]) -> list[Path]:
    """Return the files written since then that are pictures or hold a visitor's bytes, plain or as base64."""
    marks = (pictures.MARKER, base64.b64encode(pictures.png().content)[:60])
    contents = ((path, path.read_bytes()) for path in _written(folders, since))
    return [
        path
        for path, content in contents
        if content.startswith(PICTURE_HEADS) or any(mark in content for mark in marks)
    ]


def test_nothing_a_visitor_uploads_is_written_to_disk(
    new_page: NewPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    folders = [temporary, ROOT]
    before = _files(folders)
    with serve() as base_url:
        page = new_page(first=True)  # nobody was at this server
        open_figure(page, base_url, LESSON)
        for bring, file in ((choose, pictures.marked()), (drop, pictures.jpeg()), (paste, pictures.marked())):
            assert bring(page, file).alert == ""
        choose(page, pictures.truncated())
        page.get_by_role("button", name="Draw", exact=True).click()
        page.get_by_role("application").click()  # a dot is a drawing as well
        page.get_by_text(label("way.drawn", "en")).wait_for()
        assert pictures_written(folders, before) == []
        assert [path for path in temporary.rglob("*") if path.is_file()] == []
    (temporary / "planted").write_bytes(b"head" + pictures.MARKER)
    assert pictures_written(folders, before) == [temporary / "planted"]
