"""As long as a guess is open, the code below a figure keeps the answer back too."""

import pytest
from playwright.sync_api import Page, expect

from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import LANGUAGES, Language
from tests.browser.figures import open_figure

# What the code prints at the start: the answer to the figure's own question.
PRINTED = {
    "conv2d": "# (4, 3, 3, 3) (4,)",
    "maxpool2d": "# (1, 1, 3, 3)",
    "output-size": "# (1, 1, 29, 29)",
    "live-network": "# (1, 5, 24, 24) (1, 5, 12, 12) (1, 10)",
    "input-shape": "# (5, 24, 24)",
}


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
    expect(code).to_contain_text("# ?")
    band.locator(".pill").first.click()
    expect(code).to_be_visible()
