"""How often the nets are right over all held-out pictures, for the state the hand has come to rest on."""

from functools import cache
from threading import Event, Lock, Thread
from typing import Any

from cnn_core.moved_accuracy import held_out, right_counts
from cnn_core.three_nets import NETS
from lessons.why_cnn.state import State

FARTHEST = 8  # pixels: the end of the curve
ANGLES = (0, 15, 30, 45, 60, 75, 90)

Point = tuple[str, int, int]  # practice, distance, degrees

_one_at_a_time, _queue = Lock(), Lock()
_wanted: list[Point] = []
_working = Event()
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


def ask_for(state: State) -> None:
    """Have everything that a state shows measured, before what was asked for earlier; return at once.

    Its own numbers come first: they are there after a quarter of a second, a curve after one or two.
    """
    with _queue:
        unknown = [point for point in points_of(state) if point not in _known]
        _wanted[:] = [*unknown, *(point for point in _wanted if point not in unknown)]
        if unknown and not _working.is_set():
            _working.set()
            Thread(target=_work, daemon=True, name="accuracy").start()


def _work() -> None:
    while True:
        with _queue:
            if not _wanted:
                _working.clear()
                return
            point = _wanted.pop(0)
        measure(point)


def as_data(state: State) -> dict[str, Any]:
    """Return what is known of the points that a state shows, by the name the figure keeps them under."""
    known = {" ".join(map(str, point)): _known[point] for point in points_of(state) if point in _known}
    return {"counts": known}


@cache
def pictures() -> int:
    """Return how many pictures are held out."""
    return len(held_out()[1])
