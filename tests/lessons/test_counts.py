"""A counted sentence is right for one as well: "the 1 product adds up", never "the 1 products"."""

import re
from itertools import chain

import pytest

from lessons.catalog import HERE
from lessons.kit.i18n.korean_particles import PLACE, fill
from lessons.kit.i18n.labels import TABLE, label
from lessons.kit.i18n.language import LANGUAGES
from tests.browser.figures import CAPTION_LABELS, pattern_of
from tests.oracle.twin import run

# A count, at most one word, and a plural: "{n} grey pictures", "**{n}** pixels".
COUNTED = re.compile(
    r"(?<!×)\{(\w+)\}(?:\*\*)? (?:more |of |[a-z]+-?[a-z]* )?(?P<noun>[a-z]+s|maxima|axes)\b"
)
NOT_PLURALS = {
    "belongs",
    "comes",
    "does",
    "meets",
    "needs",
    "passes",
    "stops",
    "wins",
    "ends",
    "goes",
    "has",
    "is",
    "less",
    "lies",
    "spans",
    "stands",
    "starts",
    "stays",
    "terms",
    "this",
    "was",
}
# What is never one: the course's own data and sizes, or what a label is chosen for when there are several.
NEVER_ONE = {
    "conv2d.times": "a product",
    "doctor.sees": "a product",
    "glive.said_bias": "the 576 places of a map",
    "glive.said_conv": "the 576 places of a map",
    "glive.said_features": "a weight for each of ten classes",
    "glive.said_pixel": "five filters",
    "grad.said_pixel": "the pixels of a picture",
    "grad.said_pool_average": "four cells",
    "home.about": "five minutes or more",
    "home.imported": "has a label of its own for one",
    "home.in_order": "the lessons of the course",
    "home.stopped": "the questions of a lesson",
    "live.accuracy_digits": "all held-out pictures",
    "live.accuracy_cats_dogs": "all held-out pictures",
    "live.accuracy_moved": "all held-out pictures",
    "pool.curves_test": "all test digits",
    "pool.curves_trained": "all digits it was trained on",
    "nav.done": "the lessons of the course",
    "neuron.differ": "the nine outputs",
    "neuron.folded": "the nine rows",
    "neuron.matrix_note": "81 edges, 9 or 81 weights",
    "neuron.neuron_note": "16 pixels",
    "neuron.right_shared": "nine weights",
    "neuron.rule_picture": "nine weights",
    "neuron.same": "the nine outputs",
    "neuron.same_relu": "the nine outputs",
    "pool.how_measured": "a recipe of the course",
    "shape.most_calls": "four calls",
    "size.ex_several": "several rules",
    "size.why_dilation_times_kernel": "a product",
    "training.count": "all updates of a run",
    "up.too_long_side": "more than a limit of the course",
    "up.too_many_pixels": "a limit of the course",
    "way.regions": "more than a drawing has",
}
OF_FIXED_NUMBERS = "why."  # five seeds, all held-out pictures
ENGLISH = {name: both["en"] for name, both in TABLE.items()}


def unformed(template: str) -> list[str]:
    """Return the plurals that stand behind a count whatever it is."""
    return [found["noun"] for found in COUNTED.finditer(template) if found["noun"] not in NOT_PLURALS]


def filled(template: str, count: int) -> str:
    """Return a label with this count at every place."""
    return fill(template, **dict.fromkeys(re.findall(r"\{(\w+)", template), count))


def test_every_plural_behind_a_count_has_a_form_for_one() -> None:
    wrong = {
        name: unformed(text)
        for name, text in ENGLISH.items()
        if name not in NEVER_ONE and not name.startswith(OF_FIXED_NUMBERS) and unformed(text)
    }
    assert wrong == {}


def test_zero_and_two_take_the_plural_and_one_does_not() -> None:
    formed = {name: text for name, text in ENGLISH.items() if re.search(r"\|[^}]*\|", text)}
    assert len(formed) > 40
    for name, text in formed.items():
        for count in (0, 1, 2):
            said = filled(text, count)
            assert "{" not in said, name
            assert "|" not in said, name
        assert filled(text, 1).replace("1", "2") != filled(text, 2), name
        assert filled(text, 0).replace("0", "2") == filled(text, 2), name


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("conv.sentence", "the 1 product adds up to 1"),
        ("pool.sentence_conv", "1 number times its weight makes **1**"),
        ("shape.why_axes", "There is 1 axis."),
        ("predict.stays_right", "1 of 1 maximum is the same, and 1 of 1 average."),
    ],
)
def test_one_is_one(name: str, one: str) -> None:
    assert one in filled(ENGLISH[name], 1)


def test_a_plural_without_a_form_would_be_found() -> None:
    assert unformed("the {n} products add up to {s}") == ["products"]
    assert unformed("**{n}** more cells") == unformed("{n} grey cells") == ["cells"]
    assert unformed("the {n} {n|product adds|products add} up; {n} is left") == []


def test_the_browser_fills_labels_as_python_does() -> None:
    cases = [(text, count) for both in TABLE.values() for text in both.values() for count in (0, 1, 2)]
    calls = [("fill", [text, dict.fromkeys(re.findall(r"\{(\w+)", text), count)]) for text, count in cases]
    said = [each["answer"] for each in run(calls, HERE / "kit" / "i18n")]
    assert said == [filled(text, count) for text, count in cases]


READ_BY_TESTS = [
    *chain.from_iterable(CAPTION_LABELS.values()),
    "pool.sentence",
    "pool.sentence_conv",
    "pool.wins",
]


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("name", READ_BY_TESTS)
def test_a_sentence_is_read_back_whatever_its_count(name: str, count: int) -> None:
    for language in LANGUAGES:
        values = dict.fromkeys((place["name"] for place in PLACE.finditer(TABLE[name][language])), count)
        found = pattern_of(name, language).search(label(name, language, **values).replace("**", ""))
        assert found is not None
        assert found.groupdict() == {key: str(count) for key in values}
