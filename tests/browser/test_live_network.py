"""The live network in a real browser: every way in for a picture, every number of the maps, every refusal."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser import actions, pictures
from tests.browser.figures import Reading, open_figure, read_figure, wait_for_figure
from tests.browser.network_page import choose, wait_for_answer, wrong
from tests.browser.pictures import FILE, PASTE, File
from tests.browser.server import ROOT, serve
from tests.browser.visit import NewPage, Recorder, Viewport, visitor
from tests.house import tree

pytestmark = pytest.mark.rotates

LESSON = "live-network"


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


@pytest.mark.alike("screen", "bring", keep=2)
@pytest.mark.parametrize(
    ("screen", "bring"), [("desktop", choose), ("phone", choose), ("desktop", drop), ("phone", paste)]
)
def test_own_picture_gives_torchs_maps(
    new_page: NewPage, screen: Viewport, bring: Callable[[Page, File], Reading]
) -> None:
    page = new_page(screen)
    before = open_figure(page, LESSON)
    for file in (pictures.png(), pictures.jpeg()):
        reading = bring(page, file)
        assert (reading.alert, reading.query.get("sample")) == ("", "own")
        assert wrong(reading, file.name) == []
        assert reading.grids != before.grids
        if screen == "phone":  # the answer itself is below the fold
            assert label("live.says", "en", a="") in reading.status


@pytest.mark.alike("bring")
@pytest.mark.parametrize("bring", [drop, paste])
def test_bad_files_are_refused_however_they_come(page: Page, bring: Callable[[Page, File], Reading]) -> None:
    open_figure(page, LESSON)
    assert "scan.png" in bring(page, pictures.pdf_named_png()).alert


def test_blank_sheet_is_refused_with_whole_numbers(page: Page) -> None:
    open_figure(page, LESSON)
    alert = choose(page, pictures.blank()).alert
    assert pictures.blank().name in alert
    assert ".0 " not in alert


def test_same_thing_twice_is_answered_twice(page: Page) -> None:
    page.set_default_timeout(5000)
    open_figure(page, LESSON, sample="paper_3")
    actions.button(page, "sample.paper_3").click()
    assert wait_for_answer(page).status == ""
    for file in (pictures.text_named_png(), pictures.png()):
        first = choose(page, file)
        again = choose(page, file)
        assert (again.alert, again.status) == (first.alert, "")


def test_two_tabs_keep_their_own_pictures(page: Page) -> None:
    other = page.context.new_page()
    open_figure(page, LESSON, sample="cat")
    there = open_figure(other, LESSON, sample="paper_3", map=4)
    mine = choose(page, pictures.png())
    assert wrong(mine, pictures.png().name) == []
    assert read_figure(other) == there
    actions.grid(other, "live.map_conv", n=2).press("ArrowUp")
    assert wrong(read_figure(other)) == []


def test_reload_in_the_middle_of_an_upload(page: Page) -> None:
    there = open_figure(page, LESSON, sample="paper_7")
    pictures.png().hand_over(page)
    page.reload()
    again = wait_for_figure(page, LESSON, "en")
    assert wrong(again, pictures.png().name) == []  # of the sample or of the file, whichever the page names
    assert choose(page, pictures.jpeg()).alert == ""
    assert there.alert == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_picture_outlives_language_and_other_pages(new_page: NewPage, language: Language) -> None:
    page = new_page()
    open_figure(page, LESSON, lang=language)
    mine = choose(page, pictures.jpeg())
    other = actions.switch_language(page, mine)
    assert wrong(other, pictures.jpeg().name) == []
    # A reload ends the visit, and the picture with it: that is said, and only until another one is chosen.
    again = actions.reload(page, other)
    assert (again.alert, again.query["sample"]) == (label("up.gone", other.language), "paper_3")
    assert choose(page, pictures.png()).alert == ""


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
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    folders = [temporary, ROOT]
    before = _files(folders)
    with serve() as base_url:
        page = visitor(browser, base_url)
        recorder = Recorder(page)
        open_figure(page, LESSON)
        for bring, file in ((choose, pictures.marked()), (drop, pictures.jpeg()), (paste, pictures.marked())):
            assert bring(page, file).alert == ""
        choose(page, pictures.truncated())
        page.get_by_role("button", name="Draw", exact=True).click()
        page.get_by_role("application").click()  # a dot is a drawing as well
        page.get_by_text(label("way.drawn", "en")).wait_for()
        assert pictures_written(folders, before) == []
        assert [path for path in temporary.rglob("*") if path.is_file()] == []
        recorder.assert_clean()
        page.context.close()
    (temporary / "planted").write_bytes(b"head" + pictures.MARKER)
    assert pictures_written(folders, before) == [temporary / "planted"]
