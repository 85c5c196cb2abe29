"""A lesson opens with a question about an earlier one, for whoever has answered something there."""

from playwright.sync_api import Page, expect

from lessons.catalog import LESSONS, lesson
from lessons.kit.i18n.labels import label
from tests.browser.figures import open_figure


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


def test_a_visitor_who_begins_with_a_later_lesson_is_asked_its_own_question(
    page: Page, base_url: str
) -> None:
    open_figure(page, base_url, "pooling")
    expect(page.locator("[data-figure=pooling] .predict")).to_contain_text(label("predict.move_one", "en"))
