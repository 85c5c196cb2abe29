"""The wrong rules learners use, each with a name, so that a wrong answer can be met with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cnn_core.misconceptions import (
    cells,
    channels,
    fields,
    flattened,
    parameters,
    pooled_sizes,
    shapes,
    sizes,
)
from cnn_core.refusals import GeometryError

Rule = Callable[..., object]


@dataclass(frozen=True)
class Subject:
    """One question: the right rule, and the wrong ones by name. All take the same arguments."""

    right: Rule
    wrong: Mapping[str, Rule]


def subject(right: Rule, *wrong: Rule) -> Subject:
    """Return a subject whose wrong rules go by the names of their functions."""
    return Subject(right, {rule.__name__: rule for rule in wrong})


SUBJECTS: Mapping[str, Subject] = {
    "output_size": subject(sizes.right, *sizes.WRONG),
    "output_shape": subject(shapes.right, *shapes.WRONG),
    "pooled_size": subject(pooled_sizes.right, *pooled_sizes.WRONG),
    "flatten_size": subject(flattened.right, *flattened.WRONG),
    "maps": subject(channels.right, *channels.WRONG),
    "parameters": subject(parameters.right, *parameters.WRONG),
    "cell": subject(cells.right, *cells.WRONG),
    "receptive_field": subject(fields.right, *fields.WRONG),
}


def diagnose(answer: object, question: str, *arguments: object) -> list[str]:
    """Return the names of the wrong rules that give a learner's number; none when the number is right.

    Args:
        answer: what the learner said.
        question: a key of `SUBJECTS`.
        arguments: the settings asked about, as the rules of this subject take them.

    >>> diagnose(30, "output_size", 64, 7, 2)
    ['ceil_not_floor']
    >>> diagnose(29, "output_size", 64, 7, 2), diagnose(18, "maps", 3, 6)
    ([], ['outputs_multiply'])
    """
    asked = SUBJECTS[question]
    if _gives(asked.right, arguments, answer):
        return []
    return [name for name, rule in asked.wrong.items() if _gives(rule, arguments, answer)]


def _gives(rule: Rule, arguments: tuple[object, ...], answer: object) -> bool:
    """Return whether a rule gives this answer; settings that it has no number for give none."""
    try:
        return rule(*arguments) == answer
    except GeometryError:
        return False
