"""Every width from a small phone to a projector: nothing of a figure is cut off, no page scrolls sideways."""

import pytest
from playwright.sync_api import Page

from lessons import LESSONS
from lessons.kit.words.labels import label
from lessons.kit.words.language import LANGUAGES, Language
from tests.browser.figures import Lesson, grid, open_figure

WIDTHS = (320, 360, 390, 480, 600, 700, 768, 820, 912, 1024, 1100, 1180, 1240, 1280, 1366, 1440, 1536, 1920)
STATES: dict[str, tuple[Lesson, dict[str, str | int]]] = {
    "numbers": ("convolution", {}),
    "large kernel": ("convolution", {"kernel_size": 7, "padding": 3, "height": 12, "width": 12}),
    "photo": ("convolution", {"input": "cat"}),
    "neuron": ("neuron", {"kernel": "count", "right": 1, "first": "count"}),
    "live network": ("live-network", {}),
    "pooling": ("pooling", {}),
    "pooling, wide padding": ("pooling", {"kernel_size": 4, "padding": 2, "ceil_mode": 1, "gradient": 1}),
    "strided convolution": ("pooling", {"layer": "conv", "kernel_size": 4, "shift": 1}),
    "laboratory": ("why-cnn", {"right": 4}),
    "laboratory, shuffled": ("why-cnn", {"shuffle": 1}),
    "input shape": ("input-shape", {}),
    "input shape, mends": ("input-shape", {"view": "mend", "mend": 1}),
    "input shape, memory": ("input-shape", {"view": "memory"}),
    "input shape, file": ("input-shape", {"view": "file"}),
    "input shape, drill": ("input-shape", {"view": "drill"}),
    "output size": ("output-size", {"height": 227, "kernel_size": 11, "stride": 4, "grade": "2"}),
    "a stack": ("output-size", {"height": 5, "kernel_size": 7, "grade": "4", "answer": 1}),
    "conv2d": ("conv2d", {}),
    "conv2d, many channels": ("conv2d", {"in_channels": 8, "out_channels": 64, "kernel_size": "5,3"}),
    "conv2d, as AlexNet begins": (
        "conv2d",
        {"out_channels": 64, "kernel_size": 11, "stride": 4, "size": 56},
    ),
    "conv2d, refused": ("conv2d", {"written": "note"}),
    "maxpool2d": ("maxpool2d", {"padding": 1, "kernel_size": 3, "ceil_mode": 1, "return_indices": 1}),
    "average": ("maxpool2d", {"layer": "AvgPool2d", "kernel_size": 3, "stride": "2,1", "padding": 1}),
    "maxpool2d, refused": ("maxpool2d", {"kernel_size": 3, "padding": 2}),
}
# What is wider than its place: a stage clips, so nothing else would tell.
CUT_OFF = """() => {
  const shadows = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
  const inside = `.field, .settings-row, .transport, .sources,
    .one-row, .counting, .exercise, .stack, .picking`;
  const places = shadows.flatMap(root => [...root.querySelectorAll(inside)]);
  const shown = places.filter(one => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1);
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...page, ...shown.map(one => `${one.className}: ${one.scrollWidth} in ${one.clientWidth}`)];
}"""


# The place that is kept for a figure, and the figure in it.
HEIGHTS = """key => {
  const place = document.querySelector(`.st-key-${key}`);
  const shadows = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
  const figure = shadows.map(root => root.querySelector(`.stage-host.${key}`)).find(Boolean);
  return [parseFloat(getComputedStyle(place).minHeight), figure.getBoundingClientRect().height];
}"""


# The window changes in its own time, and the sidebar moves for a while after it: until the window is as wide
# as was asked for, and the figures' widths have stood for 100 ms.
STILL = """async wanted => {
  const shadows = [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean);
  const hosts = shadows.flatMap(root => [...root.querySelectorAll(".stage-host")]);
  const widths = () => [document.documentElement, ...hosts].map(one => one.clientWidth).join();
  let before = widths();
  for (let still = 0; still < 100; still = innerWidth === wanted && before === widths() ? still + 20 : 0) {
    before = widths();
    await new Promise(done => setTimeout(done, 20));
    await new Promise(requestAnimationFrame);
  }
}"""


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(STILL, width)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_off_and_no_place_too_high_at_any_width(
    page: Page, base_url: str, state: str, language: Language
) -> None:
    lesson, settings = STATES[state]
    open_figure(page, base_url, lesson, lang=language, **settings)
    found: dict[int, list[str]] = {}
    for width in WIDTHS:
        _resize(page, width)
        cut = page.evaluate(CUT_OFF)
        place, figure = page.evaluate(HEIGHTS, lesson.replace("-", "_"))
        if abs(place - figure) > 1:
            cut.append(f"{figure} px in a place of {place}")
        if cut:
            found[width] = cut
    assert found == {}


# So slow that a glide is seen whenever there is one.
SLOWLY = """() => {
  const slowly = new CSSStyleSheet();
  slowly.replaceSync(".mark.window { transition: transform 60s linear }");
  for (const root of [...document.querySelectorAll("*")].map(one => one.shadowRoot).filter(Boolean))
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, slowly];
}"""
GLIDING = """() => document.getAnimations().concat([...document.querySelectorAll("*")]
  .flatMap(one => one.shadowRoot?.getAnimations() ?? []))
  .filter(one => one.effect.target.matches(".mark")).length"""


def test_the_window_glides_to_the_next_place_but_not_when_the_cells_get_another_size(
    page: Page, base_url: str
) -> None:
    settings = {"kernel_size": 7, "padding": 3, "height": 12, "width": 12}
    open_figure(page, base_url, "convolution", **settings)
    page.evaluate(SLOWLY)
    _resize(page, 320)
    assert page.evaluate(GLIDING) == 0
    assert page.evaluate(CUT_OFF) == []
    grid(page, label("fig.output", "en")).press("ArrowLeft")
    assert page.evaluate(GLIDING) > 0


def test_every_lesson_is_there_at_every_width() -> None:
    assert {lesson for lesson, _ in STATES.values()} == {lesson.address[1:] for lesson in LESSONS}


# How far the words and buttons of a question stand out of their band, in pixels.
STANDS_OUT = """band => {
  const place = band.getBoundingClientRect();
  const parts = [...band.querySelectorAll(".ask, .ask code, .pill, .skip")];
  return Math.max(...parts.map(one => one.getBoundingClientRect()).flatMap(({ top, bottom, right }) =>
    [place.top - top, bottom - place.bottom, right - place.right]));
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "settings",
    [{}, {"in_channels": 8, "out_channels": 64, "kernel_size": "11,10", "groups": 8, "bias": 0}],
    ids=["start", "longest"],
)
def test_a_question_of_conv2d_fits_its_band_at_any_width(
    page: Page, base_url: str, settings: dict[str, str | int], language: Language
) -> None:
    open_figure(page, base_url, "conv2d", lang=language, **settings)
    band = page.locator(".predict")
    assert band.locator(".ask").is_visible()
    found: dict[int, float] = {}
    for width in WIDTHS:
        _resize(page, width)
        if (out := band.evaluate(STANDS_OUT)) > 0:
            found[width] = out
    assert found == {}


# How far what comes out stands out of its line of code, in pixels.
RESULT_OUT = """line => {
  const [place, result] = [line, line.querySelector(".result-shape")].map(one => one.getBoundingClientRect());
  return Math.max(place.left - result.left, result.right - place.right);
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", sorted({lesson for lesson, _ in STATES.values()}))
def test_what_comes_out_of_a_line_of_code_is_never_cut(
    page: Page, base_url: str, lesson: Lesson, language: Language
) -> None:
    open_figure(page, base_url, lesson, lang=language)
    found: dict[int, float] = {}
    for width in WIDTHS:
        _resize(page, width)
        if (out := page.locator(".code-line .line").first.evaluate(RESULT_OUT)) > 0:
            found[width] = out
    assert found == {}
