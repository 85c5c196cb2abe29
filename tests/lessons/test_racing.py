"""The races of /why-cnn: the line is fair, and a race that was stopped goes on as if it had not been."""

import time
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from cnn_core.race import Checkpoint, all_steps, race
from lessons.why_cnn import racing
from lessons.why_cnn.racing import PATIENCE, Race, Track


def short(count: int) -> racing.Steps:
    """Return a race of so many steps."""

    def steps(seed: int) -> Iterator[tuple[int, Checkpoint | None]]:
        for done in range(1, count + 1):
            yield done, Checkpoint("dense", done, done / 100, seed, "0", ())

    return steps


def wait_for(entry: Race, stage: str) -> None:
    end = time.monotonic() + 10
    while entry.stage != stage and time.monotonic() < end:
        time.sleep(0.005)
    assert entry.stage == stage


class Held:
    """Races that go on only when they are let go."""

    def __init__(self) -> None:
        self.go = Event()
        self.running = 0
        self.most = 0

    def __call__(self, seed: int) -> Iterator[tuple[int, Checkpoint | None]]:
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            while not self.go.wait(0.01):
                yield 0, None
            yield 1, Checkpoint("dense", 1, 0.1, seed, "0", ())
        finally:
            self.running -= 1


def test_one_race_at_a_time_and_an_honest_place_in_line() -> None:
    held = Held()
    track = Track(held)
    first, second, third = (track.join(seed) for seed in range(3))
    wait_for(first, "running")
    assert [track.ask(each) for each in (first, second, third)] == [0, 1, 2]
    track.leave(second)
    assert second.stage == "left"
    assert track.ask(third) == 1
    held.go.set()
    wait_for(first, "done")
    wait_for(third, "done")
    assert held.most == 1
    assert [each.right for each in third.checkpoints] == [2]


def test_who_does_not_ask_any_more_frees_the_place() -> None:
    held = Held()
    track = Track(held)
    first, second = track.join(0), track.join(1)
    wait_for(first, "running")
    first.asked -= PATIENCE + 1  # the page is closed
    wait_for(first, "left")
    wait_for(second, "running")
    third = track.join(2)
    third.asked -= PATIENCE + 1
    assert track.ask(second) == 0
    assert third.stage == "left"
    held.go.set()
    wait_for(second, "done")


def test_cancelling_what_runs_stops_it_and_keeps_its_curve() -> None:
    held = Held()
    track = Track(held)
    entry = track.join(0)
    wait_for(entry, "running")
    track.leave(entry)
    assert entry.stage == "left"
    after = track.join(1)
    wait_for(after, "running")
    held.go.set()
    wait_for(after, "done")


class StoppedAt:
    """Races that stop at one step until they are let go."""

    def __init__(self, steps: racing.Steps, step: int) -> None:
        self.steps = steps
        self.step = step
        self.reached = Event()
        self.go = Event()

    def __call__(self, seed: int) -> Iterator[racing.Step]:
        for done, checkpoint in self.steps(seed):
            if done == self.step:
                self.reached.set()
                self.go.wait(60)
            yield done, checkpoint


def ask_until(track: Track, entry: Race, is_so: Callable[[], bool]) -> None:
    """Ask for a race as its page does, or it would be taken for one whose page is closed."""
    end = time.monotonic() + 300
    while not is_so() and time.monotonic() < end:
        track.ask(entry)
        time.sleep(0.02)
    assert is_so()


def gone_on(steps: racing.Steps, seed: int, step: int) -> Race:
    """Return a race that was left in the middle of a step, went on, and that twice, and then ended."""
    stopped = StoppedAt(steps, step)
    track = Track(stopped)
    entry = track.join(seed)
    ask_until(track, entry, stopped.reached.is_set)
    for _ in range(2):
        track.leave(entry)
        assert entry.stage == "left"
        track.go_on(entry)
    stopped.go.set()
    ask_until(track, entry, lambda: entry.stage == "done")
    return entry


def ends(checkpoints: list[Checkpoint]) -> list[tuple[str, int, int, str]]:
    """Return all of the checkpoints but their seconds, net by net: which net is ahead is a matter of time."""
    return sorted((each.net, each.steps, each.right, each.mark) for each in checkpoints)


@pytest.mark.slow
def test_a_race_that_goes_on_ends_like_one_that_was_never_stopped() -> None:
    entry = gone_on(race, seed=3, step=100)
    assert entry.done == all_steps()
    assert ends(entry.checkpoints) == ends([each for _, each in race(3) if each])


def test_no_step_is_lost_or_done_twice_when_a_race_is_stopped() -> None:
    entry = gone_on(short(9), seed=5, step=4)
    assert [each.steps for each in entry.checkpoints] == list(range(1, 10))


def test_the_server_keeps_only_so_many_stopped_races(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "MOST_STOPPED", 2)
    held = Held()
    track = Track(held)
    entries = [track.join(seed) for seed in range(3)]
    for entry in entries:
        track.leave(entry)
    assert [entry.stage for entry in entries] == ["lost", "left", "left"]
    assert entries[0].steps is None
    track.go_on(entries[0])
    assert entries[0].stage == "lost"
    track.go_on(entries[1])
    held.go.set()
    wait_for(entries[1], "done")
    assert entries[1].steps is None


def test_a_new_race_frees_the_one_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    monkeypatch.setattr(racing, "TRACK", Track(held))
    kept: dict[str, object] = {}
    racing.take_event({"race": "go_on", "at": 0}, kept)
    assert racing.as_data(None) == {"stage": "idle"}  # a server that was started anew
    racing.take_event({"race": "start", "seed": 1, "at": 1}, kept)
    first = kept["race"]
    assert isinstance(first, Race)
    racing.take_event({"race": "leave", "at": 2}, kept)
    assert first.stage == "left"
    racing.take_event({"race": "start", "seed": 2, "at": 3}, kept)
    assert (first.stage, first.steps) == ("lost", None)
    racing.take_event({"race": "leave", "at": 4}, kept)
    racing.take_event({"race": "go_on", "at": 5}, kept)
    second = kept["race"]
    assert isinstance(second, Race)
    assert second.is_open
    held.go.set()
    wait_for(second, "done")


def test_the_same_request_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(racing, "TRACK", Track(short(3)))
    kept: dict[str, object] = {}
    racing.take_event({"race": "start", "seed": 7, "at": 1}, kept)
    first = kept["race"]
    assert isinstance(first, Race)
    wait_for(first, "done")
    racing.take_event({"race": "start", "seed": 7, "at": 1}, kept)
    assert kept["race"] is first
    assert racing.as_data(first)["checkpoints"][-1]["steps"] == 3
    racing.take_event({"race": "start", "seed": 8, "at": 2}, kept)
    assert kept["race"] is not first
    assert racing.as_data(None) == {"stage": "idle"}
