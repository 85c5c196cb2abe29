"""What a guess is told on a phone: over the whole width of its band, no sum broken, none under a button."""

import pytest

from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser.figures import Lesson, open_figure
from tests.browser.visit import NewPage

LEAST = 0.9  # of the band
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
