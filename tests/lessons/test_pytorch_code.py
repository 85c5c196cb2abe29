"""Code on a page: its comments are marked, and nothing else about it is touched."""

from itertools import pairwise

from lessons.catalog import LESSONS, lesson
from lessons.kit.page.lesson_page import inline_code, marked, neighbours


def test_code_is_marked_without_being_changed() -> None:
    html = marked('conv = Conv2d(stride=2, mode="a<b")  # stride=2 & more\n# (1, 2)')
    assert html.count('class="comment"') == 2
    assert "a&lt;b" in html
    assert "&amp; more" in html


def test_code_in_a_sentence_is_code_and_nothing_else_is_markup() -> None:
    assert inline_code("Set `a<b` & go") == "Set <code>a&lt;b</code> &amp; go"


def test_cards_lead_to_the_neighbours_in_reading_order() -> None:
    for before, after in pairwise(LESSONS):
        assert (neighbours(before)[1], neighbours(after)[0]) == (after, before)
    assert (neighbours(LESSONS[0])[0], neighbours(LESSONS[-1])[1]) == (None, lesson("end"))
