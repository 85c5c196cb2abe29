"""The visitors' races: one training at a time on the whole server, the others wait in line and may leave."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic
from typing import Any

import torch

from cnn_core.race import Checkpoint, all_steps, race

PATIENCE = 6.0  # seconds: a page asks more than twice a second; one that has not asked for so long is closed
MOST_STOPPED = 16  # races that can go on: 1.7 MB each, for both nets and what Adam remembers of them

Step = tuple[int, Checkpoint | None]
Steps = Callable[[int], Iterator[Step]]


@dataclass(eq=False)
class Race:
    """One visitor's race: "waiting" in line, "running", then "done", "left", or "lost": it cannot go on."""

    seed: int
    steps: Iterator[Step] | None
    """Those still to come; none once it is done or lost."""
    stage: str = "waiting"
    done: int = 0
    checkpoints: list[Checkpoint] = field(default_factory=list[Checkpoint])
    asked: float = field(default_factory=monotonic)

    @property
    def is_open(self) -> bool:
        """Whether it has not come to its end."""
        return self.stage in {"waiting", "running"}


class Track:
    """The line in front of the one training that runs at a time."""

    def __init__(self, steps: Steps = race) -> None:
        self._steps = steps
        self._lock = Lock()
        self._line: list[Race] = []
        self._stopped: list[Race] = []
        self._is_busy = False

    def join(self, seed: int) -> Race:
        """Stand at the end of the line, and return the race that will be run."""
        entry = Race(seed, self._steps(seed))
        with self._lock:
            self._stand_in_line(entry)
        return entry

    def go_on(self, entry: Race) -> None:
        """Stand at the end of the line again with a race that was left: it goes on where it stopped."""
        with self._lock:
            if entry in self._stopped:
                self._stopped.remove(entry)
                entry.stage, entry.asked = "waiting", monotonic()
                self._stand_in_line(entry)

    def leave(self, entry: Race) -> None:
        """Leave the line, or stop what runs; a race that has come to its end stays as it is."""
        with self._lock:
            if entry.is_open:
                self._stop(entry)

    def forget(self, entry: Race) -> None:
        """Free what a race that was left would need to go on."""
        with self._lock:
            if entry in self._stopped:
                self._lose(entry)

    def ask(self, entry: Race) -> int:
        """Return how many are before this one, 0 if it runs; who asks is still there."""
        entry.asked = monotonic()
        with self._lock:
            self._drop_the_silent()
            return self._line.index(entry) + 1 if entry in self._line else 0

    def _drop_the_silent(self) -> None:
        for entry in list(self._line):
            if monotonic() - entry.asked > PATIENCE:
                self._stop(entry)

    def _stand_in_line(self, entry: Race) -> None:
        self._line.append(entry)
        if not self._is_busy:
            self._is_busy = True
            Thread(target=self._run_all, daemon=True, name="race").start()

    def _stop(self, entry: Race) -> None:
        entry.stage = "left"
        if entry in self._line:
            self._line.remove(entry)
        self._stopped.append(entry)
        if len(self._stopped) > MOST_STOPPED:
            self._lose(self._stopped[0])

    def _lose(self, entry: Race) -> None:
        self._stopped.remove(entry)
        entry.stage, entry.steps = "lost", None

    def _next(self) -> Race | None:
        with self._lock:
            self._drop_the_silent()
            if self._line:
                entry = self._line.pop(0)
                entry.stage = "running"
                return entry
            self._is_busy = False
            return None

    def _run_all(self) -> None:
        torch.set_num_threads(1)  # so small a net trains several times faster so, and repeatably
        while (entry := self._next()) is not None:
            try:
                self._run(entry)
            finally:
                with self._lock:
                    if entry.stage == "running":
                        self._stop(entry)

    def _run(self, entry: Race) -> None:
        for done, checkpoint in entry.steps or ():
            entry.done = done
            if checkpoint:
                entry.checkpoints.append(checkpoint)
            if entry.stage != "running" or monotonic() - entry.asked > PATIENCE:
                return
        with self._lock:
            if entry.stage == "running":
                entry.stage, entry.steps = "done", None


TRACK = Track()


def take_event(event: dict[str, Any], kept: dict[str, Any]) -> None:
    """Take what the visitor asks of the race: "start", "leave" or "go_on"; the same request twice is one.

    Args:
        event: {"race": what, "seed": of a start, "at": tells requests apart}.
        kept: of this visit; keeps the race and the request that was answered last.
    """
    if event.get("at") == kept.get("answered"):
        return
    kept["answered"] = event.get("at")
    old: Race | None = kept.get("race")
    asked, seed = event.get("race"), event.get("seed")
    if old and asked == "leave":
        TRACK.leave(old)
    if old and asked == "go_on":
        TRACK.go_on(old)
    if asked == "start" and isinstance(seed, int) and not (old and old.is_open):
        if old:
            TRACK.forget(old)
        kept["race"] = TRACK.join(seed)


def as_data(entry: Race | None) -> dict[str, Any]:
    """Return where a race stands, as JSON values; asking keeps it alive."""
    if entry is None:
        return {"stage": "idle"}
    ahead = TRACK.ask(entry)
    shown = [
        {
            "net": each.net,
            "steps": each.steps,
            "seconds": round(each.seconds, 3),
            "right": each.right,
            "mark": each.mark,
            "filters": list(each.filters),
        }
        for each in list(entry.checkpoints)
    ]
    numbers = {"seed": entry.seed, "done": entry.done, "all": all_steps(), "ahead": ahead}
    return {"stage": entry.stage, **numbers, "checkpoints": shown}
