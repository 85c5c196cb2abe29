"""A new visitor's first screen of every lesson: what its first minute needs, and the way to all the rest."""

import pytest
from playwright.sync_api import Browser, Page, expect

from lessons.catalog import LESSONS, PAGES, Lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language
from tests.browser import actions
from tests.browser.figures import read_figure
from tests.browser.in_page import ask
from tests.browser.network_page import places
from tests.browser.visit import VIEWPORTS, NewPage, Viewport, open_page, open_stage, visitor
from tests.settings_states import written_of

SHOWS_A_CAT = "() => location.search.includes('sample=cat')"
FIRST = {"convolution": 18, "live_network": 12, "pooling": 18}
MOST = 20
# The live network at 1440x900: four px a cell, eight a pixel of the picture, 25 a cell of the pinned window.
LARGE = {".conv .slot": 96, ".input .slot": 224, ".pin .window .cell": 25, ".chosen button": 36}
DESKTOP_HEIGHT = VIEWPORTS["desktop"][1]


@pytest.fixture
def new(page: Page) -> Page:
    """The page of somebody who was never here."""
    open_page(page, "/")
    page.evaluate("localStorage.clear()")
    return page


def shown_of(page: Page, names: dict[str, str]) -> list[str]:
    """Return the layers of which it is shown what came out."""
    reading = read_figure(page)
    return [
        layer for layer, name in names.items() if reading.has(name, **({} if layer == "score" else {"n": 1}))
    ]


def test_a_first_screen_has_few_controls(new: Page, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, list[str]] = {}
    for lesson in PAGES:
        if lesson not in LESSONS and lesson.name != "gradient":
            continue
        open_stage(new, lesson.name)
        found[lesson.name] = ask(new, "standing.controls")
    with capsys.disabled():
        print("\ncontrols on the first screen:", {name: len(names) for name, names in found.items()})
    for name, names in found.items():
        if name in FIRST:
            assert len(names) == FIRST[name], names
        assert len(names) <= MOST, (name, names)


A_NUDGE = {"input": "heart", "layer": "conv", "nudge": "0.25"}
# Of a figure what ends above the fold, or above what else stands there.
IN_SIGHT: tuple[tuple[Viewport, str, dict[str, str], str, str], ...] = (
    ("desktop", "neuron", {}, ".code-line", ""),
    ("desktop", "pooling", {}, ".code-line", ""),
    ("phone", "convolution", {}, ".formula .named >> nth=-1", ".dock"),
    ("phone", "gradient", A_NUDGE, "svg.plot", ".dock"),
    ("phone", "gradient", A_NUDGE, ".values.of-small .score", ".dock"),
    ("phone", "home/course", {}, "a", "[data-figure='home/path'] a"),
)


@pytest.mark.parametrize(("screen", "name", "query", "part", "below"), IN_SIGHT)
def test_what_matters_is_in_sight_at_first(
    new_page: NewPage,
    screen: Viewport,
    name: str,
    query: dict[str, str],
    part: str,
    below: str,
    language: Language,
) -> None:
    page = new_page(screen)
    open_stage(page, name.partition("/")[0], lang=language, **query)
    place = actions.box_of(page.locator(f"[data-figure='{name}'] {part}").first)
    width, height = VIEWPORTS[screen]
    assert place["x"] + place["width"] <= width
    end = actions.box_of(page.locator(below).first)["y"] if below else height
    assert place["y"] + place["height"] <= end


@pytest.mark.alike("lesson")
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_more_settings_opens_all_and_stays_open(new: Page, lesson: Lesson) -> None:
    open_stage(new, lesson.name)
    waiting = new.locator(f"[data-figure={lesson.name}] .more").filter(visible=True)
    expect(waiting).to_have_count(0)
    new.get_by_role("button", name=label("set.more", "en")).click()
    expect(waiting).not_to_have_count(0)
    open_stage(new, lesson.name)
    expect(waiting).not_to_have_count(0)
    new.get_by_role("button", name=label("set.fewer", "en")).click()
    expect(waiting).to_have_count(0)


def test_a_newcomers_page_keeps_no_place_for_what_waits(browser: Browser, base_url: str) -> None:
    page = visitor(browser, base_url, knowing=False)
    open_stage(page, "live_network")

    def free() -> float:
        """Return how much higher the place is than its figure would be without it, in px."""
        [place, _] = ask(page, "widths.heights", "live_network")
        figures = ask(page, "standing.heights")
        return place - next(height for key, _, height in figures if key.startswith("live_network"))

    assert 0 <= free() < 40
    page.get_by_role("button", name=label("set.more", "en")).click()
    assert 0 <= free() < 40
    page.reload()
    page.locator(".stage-host[data-figure=live_network]").wait_for()
    assert 0 <= free() < 40
    page.context.close()


def test_an_empty_address_starts_the_first_minute_and_later_goes_on_where_it_was_left(new: Page) -> None:
    open_stage(new, "convolution")
    assert {"step": "1", "padding": "0", "bias": "0"}.items() <= read_figure(new).query.items()
    open_stage(new, "convolution", kernel_size=5)
    assert {"step": "23", "padding": "1", "bias": "1"}.items() <= read_figure(new).query.items()
    new.get_by_role("button", name=label("play.next", "en")).click()
    left = read_figure(new).query
    assert left["step"] == "24"
    open_stage(new, "live_network", sample="cat")
    new.wait_for_function(SHOWS_A_CAT)
    open_stage(new, "convolution")
    assert read_figure(new).query == left
    open_stage(new, "live_network")
    new.wait_for_function(SHOWS_A_CAT)


def test_the_live_network_starts_at_layer_0_and_fills_one_layer_after_another(new: Page) -> None:
    open_stage(new, "live_network")
    covered = label("live.answer_covered", "en")
    names = {
        "conv": "live.map_conv",
        "relu": "live.map_relu",
        "pool": "live.map_pool",
        "score": "live.scores",
    }
    before = places(new)
    assert shown_of(new, names) == []
    expect(new.locator(".field .shape.asked")).to_have_text(["?"] * 3)
    expect(new.locator(".verdict p").first).to_have_text(covered)
    figure = new.locator("[data-figure=live_network]")
    assert {name: actions.box_of(figure.locator(name).first)["height"] for name in LARGE} == LARGE
    code = actions.box_of(figure.locator(".code-line"))
    assert code["y"] + code["height"] <= DESKTOP_HEIGHT
    band = figure.locator(".opening-band")
    for reached, name in enumerate(names, 1):
        new.get_by_role("button", name=label("live.layer_next", "en")).click()
        assert shown_of(new, names) == list(names)[:reached]
        assert places(new) == before
        assert (new.locator(".pin .pooled").text_content() == "?") == (name in ("conv", "relu"))
        if name != "conv":
            continue
        assert band.evaluate("band => band.firstElementChild.hidden")
        new.locator(".predict .pill", has_text="5×24×24").click()
        new.get_by_role("button", name=label("quiz.go_on", "en")).click()
        expect(band).to_contain_text(label("live.first_cell", "en"))
        new.get_by_role("grid", name=label("live.map_conv", "en", n=2)).click()
        expect(band.locator(".first-minute")).to_be_hidden()
    expect(new.locator(".verdict p").first).to_have_text(label("live.says", "en", a=3))
    new.evaluate("localStorage.clear()")
    open_stage(new, "live_network", layer="conv")
    assert shown_of(new, names) == list(names)


def test_an_address_that_sets_what_waits_opens_it(new: Page) -> None:
    more = new.get_by_role("button", name=label("set.more", "en"))
    open_stage(new, "convolution", stride=2)
    expect(more).to_be_visible()
    open_stage(new, "convolution", dilation=2)
    expect(more).to_have_count(0)


def test_the_first_minute_waits_in_a_view_without_its_setting(new: Page) -> None:
    open_stage(new, "input_shape", view="drill")
    band = new.locator("[data-figure=input_shape] .first-minute")
    expect(band).to_be_hidden()
    new.get_by_role("button", name=label("shape.view_build", "en"), exact=True).click()
    expect(band).to_contain_text(label("shape.first_axis", "en"))
    new.get_by_role("button", name=label("shape.view_mend", "en"), exact=True).click()
    expect(band).to_be_hidden()


@pytest.mark.parametrize("name", ["conv2d", "maxpool2d"])
def test_the_arguments_of_the_first_minute_are_in_sight_on_a_phone(
    browser: Browser, base_url: str, name: str
) -> None:
    page = visitor(browser, base_url, "phone", knowing=False)
    figure = open_stage(page, name)
    deeds = [each for deed in written_of(name)["first_minute"] for each in deed["of"]]
    for argument in {*deeds} - {"step"}:
        expect(figure.locator(f".argument.{argument}")).to_be_in_viewport(ratio=1)
    page.context.close()


WALKED = [
    name
    for name in (*(each.name for each in LESSONS), "gradient")
    if "step" in written_of(name)["first_minute"][0]["of"]
]


@pytest.mark.parametrize("name", WALKED)
def test_the_step_of_the_first_minute_is_in_sight_on_a_phone(
    browser: Browser, base_url: str, name: str
) -> None:
    page = visitor(browser, base_url, "phone", knowing=False)
    step = open_stage(page, name).get_by_role("button", name=label("play.next", "en"))
    expect(step).to_be_in_viewport(ratio=1)
    step.click(timeout=1000)
    page.context.close()


def test_who_does_as_the_first_minute_of_why_cnn_says_is_asked(new: Page) -> None:
    open_stage(new, "why_cnn")
    band = new.locator("[data-figure=why_cnn] .first-minute")
    expect(band).to_contain_text(label("why.first_move", "en"))
    for _ in range(4):
        actions.stepper(new, "+", "why.right_by").click()
    expect(band).to_contain_text(label("why.first_shuffle", "en"))
    assert label("why.centre", "en") in label("why.first_shuffle", "en")
    actions.button(new, "why.centre").click()
    actions.switch(new, "why.shuffle").click()
    expect(new.locator("[data-figure=why_cnn] .predict .pill").first).to_be_visible()


def test_the_first_minute_notices_what_was_done_and_comes_once(new: Page) -> None:
    open_stage(new, "convolution")
    band = new.locator("[data-figure=convolution] .first-minute")
    expect(band).to_contain_text(label("conv.first_walk", "en"))
    for _ in range(3):
        new.get_by_role("button", name=label("play.next", "en")).click()
    expect(band).to_contain_text(label("conv.first_stride", "en"))
    new.get_by_role("slider", name=label("set.stride", "en")).press("ArrowRight")
    expect(band).to_be_hidden()
    expect(new.locator("[data-figure=convolution] .pill").first).to_be_visible()
    new.reload()
    expect(new.locator("[data-figure=convolution] .pill").first).to_be_visible()
    expect(band).to_have_count(0)
    open_stage(new, "pooling")
    new.locator("[data-figure=pooling] .first-minute").get_by_role(
        "button", name=label("quiz.skip", "en")
    ).dblclick()  # its second half skips no question
    expect(new.locator("[data-figure=pooling] .pill").first).to_be_visible()
