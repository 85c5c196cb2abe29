"""How often the nets are right over all held-out pictures, for the state the hand has come to rest on."""

from functools import cache
from threading import Lock
from typing import Any

from cnn_core.moved_accuracy import held_out, right_counts
from cnn_core.three_nets import NETS
from lessons.why_cnn.state import State

FARTHEST = 8  # pixels: the end of the curve
OWN = 2  # the first points of a state are its own, and where all began
ANGLES = (0, 15, 30, 45, 60, 75, 90)

Point = tuple[str, int, int]  # practice, distance, degrees

_one_at_a_time = Lock()
_known: dict[Point, dict[str, tuple[int, ...]]] = {}


def points_of(state: State) -> list[Point]:
    """Return the points that a state shows: its own first, then where all began, then its curve."""
    practice, degrees = state.practised, state.rotate
    own, start = (practice, state.distance, degrees), (practice, 0, 0)
    if state.shuffle:
        return [own, ("centred", state.distance, degrees)]
    if degrees and not state.distance:
        curve = [(practice, 0, angle if degrees > 0 else -angle) for angle in ANGLES]
    else:
        curve = [(practice, distance, degrees) for distance in range(FARTHEST + 1)]
    return list(dict.fromkeys([own, start, *curve]))


def measure(point: Point) -> dict[str, tuple[int, ...]]:
    """Return the right answers of each seed of each net at one point; it is computed once a server."""
    with _one_at_a_time:
        if point not in _known:
            _known[point] = {name: right_counts(name, *point) for name in NETS}
        return _known[point]


def is_measured(state: State) -> bool:
    """Return whether everything that a state shows is known."""
    return all(point in _known for point in points_of(state))


def measure_more(state: State) -> None:
    """Measure what of a state is not known: first its own numbers, then, when asked again, its curve.

    A number is there after a quarter of a second, a curve after one or two; once a server, for all.
    """
    unknown = [point for point in points_of(state) if point not in _known]
    is_own = unknown[:1] == points_of(state)[:1]
    for point in unknown[: OWN if is_own else None]:
        measure(point)


def as_data(state: State) -> dict[str, Any]:
    """Return what is known of the points that a state shows, by the name the figure keeps them under."""
    known = {" ".join(map(str, point)): _known[point] for point in points_of(state) if point in _known}
    return {"counts": known, "pictures": _pictures()}


@cache
def _pictures() -> int:
    return len(held_out()[1])
