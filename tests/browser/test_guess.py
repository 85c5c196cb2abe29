"""The guess before a figure: code keeps the answer back, an earlier lesson asks first, what is told fits."""

import pytest
from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, lesson
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser.figures import Lesson, open_figure, wait_for_figure
from tests.browser.visit import NewPage

pytestmark = pytest.mark.rotates

# What the code prints at the start: the answer to the figure's own question.
PRINTED = {
    "conv2d": "# (4, 3, 3, 3) (4,)",
    "maxpool2d": "# (1, 1, 3, 3)",
    "output-size": "# (1, 1, 29, 29)",
    "live-network": "# (1, 5, 24, 24) (1, 5, 12, 12) (1, 10)",
    "input-shape": "# (5, 24, 24)",
}
# On a phone what is told has at least this part of its band's width.
LEAST = 0.9
# What part of the width the words have; how far they stand out; how many lie under the button; into how
# many lines a sum is broken at most.
TOLD = """band => {
  const [told, again] = [band.querySelector(".told"), band.querySelector(".told + .quiet")];
  const words = document.createRange();
  words.selectNodeContents(told);
  const lines = [...words.getClientRects()];
  const [place, way] = [band, again].map(one => one.getBoundingClientRect());
  const out = Math.max(...lines.flatMap(({ top, bottom }) => [place.top - top, bottom - place.bottom]));
  const padding = 8; // of the button, round its words
  const isUnder = ({ right, bottom }) => right > way.left + padding && bottom > way.top + padding;
  const sums = [...told.querySelectorAll(".in-one")].map(one => one.getClientRects().length);
  return [told.clientWidth / place.width, out, lines.filter(isUnder).length, Math.max(1, ...sums)];
}"""


def test_a_lesson_asks_first_about_an_earlier_one_and_then_its_own_question(
    page: Page, base_url: str
) -> None:
    open_figure(page, base_url, "convolution")
    page.locator("[data-figure=convolution] .predict .pill").first.click()
    open_figure(page, base_url, "pooling")
    band = page.locator("[data-figure=pooling] .predict")
    number = LESSONS.index(lesson("convolution")) + 1
    expect(band).to_contain_text(label("step.from_lesson", "en", n=number))
    heights = [band.bounding_box()]
    band.locator(".pill").first.click()
    heights.append(band.bounding_box())
    band.get_by_role("button", name=label("quiz.go_on", "en")).click()
    expect(band).to_contain_text(label("predict.move_one", "en"))
    heights.append(band.bounding_box())
    assert heights == heights[:1] * 3  # the figure below does not jump
    open_figure(page, base_url, "pooling")
    expect(band).to_contain_text(label("predict.move_one", "en"))


@pytest.mark.alike("lesson", keep=2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", PRINTED)
def test_code_says_nothing_before_the_guess(
    page: Page, base_url: str, lesson: str, language: Language
) -> None:
    open_figure(page, base_url, lesson, lang=language)
    code = page.locator(f".st-key-code-{lesson.replace('-', '_')} pre.code")
    band = page.locator(".predict")
    skip = band.get_by_role("button", name=label("quiz.skip", language), exact=True)
    expect(code).to_contain_text("# ?")
    if "retrieval" in (band.get_attribute("class") or ""):
        skip.click()
        band.get_by_role("button", name=label("quiz.go_on", language), exact=True).click()
    page.wait_for_timeout(1000)  # in which an answer would come that must not
    expect(code).not_to_contain_text(PRINTED[lesson])
    lines = (code.text_content() or "").count("\n")
    skip.click()
    expect(code).to_contain_text(PRINTED[lesson])
    assert (code.text_content() or "").count("\n") == lines
    page.reload()  # a guess is kept, a skip is not
    wait_for_figure(page, lesson, language)
    expect(code).to_contain_text("# ?")
    band.locator(".pill").first.click()
    expect(code).to_be_visible()


@pytest.mark.alike("lesson", keep=2)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lesson", ["convolution", "live-network", "pooling", "output-size"])
def test_what_a_guess_is_told_has_the_width_of_its_band(
    new_page: NewPage, base_url: str, lesson: Lesson, language: Language
) -> None:
    page = new_page("phone")
    open_figure(page, base_url, lesson, lang=language)
    band = page.locator(".predict")
    height = band.evaluate("band => band.clientHeight")
    pills = band.locator(".pill")
    assert pills.count() > 1
    for at in range(pills.count()):
        pills.nth(at).click()
        width, out, under, lines = band.evaluate(TOLD)
        assert (width > LEAST, out <= 0, under, lines) == (True, True, 0, 1)
        assert band.evaluate("band => band.clientHeight") == height
        band.locator(".told + .quiet").click()
