"""torch's and Python's words taken apart: which number stands for what, and where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cnn_core.doctor.places import argument_node
from cnn_core.doctor.source import Source, Span
from cnn_core.doctor.stopping import Error, listed

PATTERNS = (
    r"\((?P<pictures>\d+)x(?P<given>\d+) and (?P<in_features>\d+)x(?P<out_features>\d+)\)",
    (
        r"weight of size \[(?P<out_channels>\d+), (?P<weights>\d+)(?:, (?P<kernel_size>[\d, ]+))?\], "
        r"expected input\[(?P<shape>[\d, ]+)\] to have (?P<in_channels>\d+) channels, "
        r"but got (?P<channels>\d+) channels"
    ),
    r"should contain (?P<channels>\d+) elements not (?P<num_features>\d+)",
    r"per channel: \((?P<padded_size>[\dx ]+)\)\. Kernel size: \((?P<kernel_size>[\dx ]+)\)",
    r"shape '\[(?P<asked>[-\d, ]+)\]' is invalid for input of size (?P<numbers>\d+)",
    r"but got input of size: \[(?P<shape>[\d, ]*)\]",
    r"tensor a \((?P<left>\d+)\) must match the size of tensor b \((?P<right>\d+)\) at non-.+ (?P<axis>\d+)",
    r"Expected size (?P<left>\d+) but got size (?P<right>\d+) for tensor number (?P<which>\d+)",
    r"Given input size: \((?P<shape>[\dx]+)\)\. Calculated output size: \((?P<output>[-\dx]+)\)",
    r"got pad=(?P<padding>\d+), kernel_size=(?P<kernel_size>\d+) and dilation=(?P<dilation>\d+)",
    r"negative dimension (?P<count>-\d+)",
    r"has no attribute '(?P<name>\w+)'",
    r"name '(?P<name>\w+)' is not defined",
    r"unexpected keyword argument '(?P<name>\w+)'",
    r"required positional arguments?: '(?P<lacking>\w+)'",
)
IN_CONFLICT = frozenset(listed("parts_in_conflict"))


@dataclass(frozen=True)
class Token:
    """A part of a message: `role` says what it stands for, by PyTorch's name where it has one.

    `conflict` is whether it is one of those that do not agree; `span` where it is written in the source.
    """

    start: int
    end: int
    role: str
    conflict: bool
    span: Span | None


def tokens_of(error: Error, source: Source | None) -> tuple[Token, ...]:
    """Return the parts of a message that can be linked, in their order.

    >>> said = "mat1 and mat2 shapes cannot be multiplied (1x256 and 400x120)"
    >>> [(said[token.start : token.end], token.role) for token in tokens_of(Error("call", "", said, 1), None)]
    [('1', 'pictures'), ('256', 'given'), ('400', 'in_features'), ('120', 'out_features')]
    """
    return tuple(sorted(_found(error, source), key=lambda token: token.start))


def _found(error: Error, source: Source | None) -> Iterator[Token]:
    for pattern in PATTERNS:
        match = re.search(pattern, error.message)
        if match is None:
            continue
        for role in match.re.groupindex:
            if match[role] is not None:
                yield Token(*match.span(role), role, role in IN_CONFLICT, _written_at(error, role, source))
        return


def _written_at(error: Error, role: str, source: Source | None) -> Span | None:
    if source is None:
        return None
    if role == "name" and error.node is not None:
        return source.span_of(error.node)
    node = argument_node(error.site, role) if error.site else None
    return source.span_of(node) if node is not None else None
