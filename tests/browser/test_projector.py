"""The projector: on the usual screens all of a figure is in sight, and the mouse meets what it points at."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lessons.catalog import LESSONS
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import Lesson, open_figure, read_figure
from tests.browser.visit import visitor

SCREENS = ((1024, 768), (1280, 720), (1440, 900))
PROJECTED = ".stage-host.projector"
# What lies below the bar of keys or outside the screen, boxes and words, which may stand out of their boxes.
OUT_OF_SIGHT = """root => {
  const floor = root.querySelector(".keys").getBoundingClientRect().top;
  const isOut = ({ left, top, right, bottom, width, height }) => width > 1 && height > 1 &&
    (left < -1 || top < -1 || right > innerWidth + 1 || bottom > floor + 1);
  const range = document.createRange();
  const wordsOf = node => { range.selectNodeContents(node); return range.getBoundingClientRect(); };
  const parts = [...root.querySelectorAll("*")]
    .filter(one => one.checkVisibility() && !one.closest(".keys, .unseen, [aria-live]"));
  const words = parts.filter(one => one.tagName !== "OPTION")
    .flatMap(one => [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE));
  const { top } = (root.querySelector(".field") ?? root).getBoundingClientRect();
  const astray = parts.filter(one => one.matches(":is(.links, .ways) path"))
    .filter(one => one.getBoundingClientRect().top < top - 1).map(() => "a line to what is hidden");
  const out = parts.filter(one => isOut(one.getBoundingClientRect()));
  const scrolls = one => getComputedStyle(one).overflowY === "auto" && one.scrollHeight > one.clientHeight;
  const leavesItsBand = node => wordsOf(node).height > 1
    && wordsOf(node).bottom > node.parentElement.closest(".stage > *")?.getBoundingClientRect().bottom + 1;
  return [...words.filter(leavesItsBand).map(node => `"${node.data}" below its band`),
    ...parts.filter(scrolls).map(one => `${one.className} scrolls`),
    ...astray, ...out.map(one => one.getAttribute("class")),
    ...words.filter(node => isOut(wordsOf(node))).map(node => node.data)];
}"""
# What does not begin at the left, or is drawn with other proportions than it has.
MISLAID = """root => {
  const leftOf = one => one.getBoundingClientRect().left;
  const left = leftOf(root.querySelector(".stage"));
  const isAside = one => Math.abs(leftOf(one) - (one.matches(".keys") ? 0 : left)) > 2;
  const isStretched = one => Math.abs(one.clientWidth * one.height / one.clientHeight / one.width - 1) > 0.03;
  const parts = selector => [...root.querySelectorAll(selector)].filter(one => one.checkVisibility());
  return [...parts(":scope > *").filter(isAside), ...parts(".digit canvas").filter(isStretched)]
    .map(one => one.outerHTML.slice(0, 60));
}"""
STILL = """root => stand(
  () => [innerWidth, root.style.cssText, root.querySelector(".stage").clientHeight].join())"""


def _project(page: Page, width: int, height: int) -> Locator:
    page.set_viewport_size({"width": width, "height": height})
    root = page.locator(PROJECTED)
    if not root.count():
        page.keyboard.press("p")
    root.evaluate(STILL)
    return root


def _move_the_mouse(page: Page) -> None:
    page.mouse.move(1, 1)
    page.mouse.move(9, 9)


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", [*(lesson.address[1:] for lesson in LESSONS), "gradient", "training"])
def test_nothing_of_a_projection_is_out_of_sight(page: Page, lesson: Lesson, language: Language) -> None:
    open_figure(page, lesson, lang=language)
    found: dict[tuple[int, int, str], list[str]] = {}
    for screen in SCREENS:
        root = _project(page, *screen)
        assert root.evaluate(MISLAID) == []
        for key in ("a", "a"):  # the question's answer, and the question again
            if out := root.evaluate(OUT_OF_SIGHT):
                found[*screen, key] = out
            page.keyboard.press(key)
            root.evaluate(STILL)
    assert found == {}


@pytest.mark.alike("lesson", keep=3)
@pytest.mark.parametrize("lesson", [*(lesson.address[1:] for lesson in LESSONS), "gradient"])
def test_a_class_is_asked_at_once_and_the_first_minute_waits_for_its_visitor(
    browser: Browser, base_url: str, lesson: Lesson
) -> None:
    page = visitor(browser, base_url, knowing=False)
    open_figure(page, lesson)
    minute = page.locator(".stage-host .first-minute").first
    expect(minute).to_be_visible()
    root = _project(page, *SCREENS[0])
    expect(minute).to_be_hidden()
    if root.locator(".predict .pill:visible").count():  # of some states nothing is asked
        page.keyboard.press("a")
        expect(root.locator(".predict .told")).to_be_visible()
        page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(minute).to_be_visible()
    page.context.close()


@pytest.mark.alike("screen")
@pytest.mark.parametrize("screen", SCREENS)
def test_a_projected_cell_is_where_the_mouse_is_and_a_line_ends_at_its_grid(
    page: Page, screen: tuple[int, int]
) -> None:
    open_figure(page, "convolution")
    _project(page, *screen)
    _move_the_mouse(page)
    actions.cell(page, "fig.output", 5, 6).click()
    assert read_figure(page).query["step"] == str(4 * 7 + 6)
    wanted = actions.cell(page, "fig.kernel", 2, 3)
    place = actions.box_of(wanted)
    wanted.click()
    editor = actions.box_of(page.locator(".cell-editor"))
    assert editor["y"] == pytest.approx(place["y"], abs=1)
    assert editor["x"] + editor["width"] / 2 == pytest.approx(place["x"] + place["width"] / 2, abs=1)

    page.keyboard.press("Escape")
    kernel = actions.box_of(actions.grid(page, "fig.kernel"))
    line = actions.box_of(page.locator(f"{PROJECTED} .links path").first)
    assert line["x"] + line["width"] == pytest.approx(kernel["x"], abs=2)
    assert line["y"] == pytest.approx(kernel["y"], abs=2)


def test_keys_walk_and_play_a_figure_whose_settings_are_hidden(page: Page) -> None:
    open_figure(page, "convolution", step=23)
    actions.grid(page, "fig.kernel").get_by_role("gridcell").first.click()
    page.keyboard.type("p")  # into a cell
    expect(page.locator(PROJECTED)).to_have_count(0)
    page.keyboard.press("Escape")
    root = _project(page, 1440, 900)
    expect(actions.slider(page, "set.stride")).to_be_hidden()
    whole = {"x": 0, "y": 0, "width": 1440, "height": 900}
    assert root.bounding_box() == pytest.approx(whole, abs=0.1)
    assert read_figure(page).grid("fig.output")[4, 3] == "?"
    page.keyboard.press("a")
    assert read_figure(page).grid("fig.output")[4, 3] == "2"
    for key, step in (("ArrowRight", "24"), ("ArrowLeft", "23")):
        page.keyboard.press(key)
        assert read_figure(page).query["step"] == step
    page.keyboard.press("Space")
    page.wait_for_function("() => Number(new URLSearchParams(location.search).get('step')) > 23")
    page.keyboard.press("Escape")
    expect(actions.slider(page, "set.stride")).to_be_visible()
    expect(root).to_have_count(0)


def test_arrows_go_through_the_layers_of_the_projected_network(page: Page) -> None:
    open_figure(page, "live-network")
    root = _project(page, 1280, 720)
    expect(root.locator(".sources")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    assert read_figure(page).query["layer"] == "relu"
    page.keyboard.press("ArrowLeft")
    assert read_figure(page).query["layer"] == "conv"
    _move_the_mouse(page)
    pooled = root.locator(".pool [role=grid]").first
    box = actions.box_of(pooled)
    pooled.click(position={"x": box["width"] * 2.5 / 12, "y": box["height"] * 4.5 / 12})
    now = read_figure(page).query
    assert [now[name] for name in ("layer", "map", "row", "column")] == ["pool", "1", "5", "3"]


def test_the_bar_lists_the_keys_that_work(page: Page, language: Language) -> None:
    open_figure(page, "training", lang=language)
    root = _project(page, 1280, 720)
    keys = root.locator(".keys .key:visible")
    named = [label(f"training.{name}", language) for name in ("do_train", "one")]
    named += [label(f"projector.{name}", language) for name in ("answer", "leave")]
    expect(keys).to_have_text(
        [f"{sign} {name}" for sign, name in zip(("Space", ".", "A", "Esc"), named, strict=True)]
    )
    page.keyboard.press(".")
    rewind = root.locator(".keys .key:visible", has_text=label("training.rewind", language))
    rewind.wait_for(timeout=60_000)
    assert read_figure(page).query["update"] == "1"
    page.keyboard.press("r")
    expect(rewind).to_have_count(0)


def test_a_resting_mouse_points_at_nothing_before_it_moves(page: Page) -> None:
    open_figure(page, "convolution")
    linked = page.locator(".cell.linked")
    page.mouse.move(720, 450)
    _project(page, 1440, 900)
    page.wait_for_timeout(200)  # a browser notices a moment later what has come below the mouse
    expect(linked).to_have_count(0)
    place = actions.box_of(actions.cell(page, "fig.kernel", 1, 1))
    page.mouse.move(place["x"] + 9, place["y"] + 9, steps=3)
    expect(linked.first).to_be_visible()
