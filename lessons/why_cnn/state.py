"""What the laboratory shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class State:
    """The settings by the names they have in the address: pixels, degrees clockwise, names."""

    picture: str = "cat_1"
    right: int = 0
    down: int = 0
    rotate: int = 0
    shuffle: bool = False
    practice: str = "centred"
    net: str = "global"

    @property
    def practised(self) -> str:
        """Return what the nets on the screen were trained on."""
        return "shuffled" if self.shuffle else self.practice


def state_of(told: dict[str, Any]) -> State:
    """Return the state that the figure has told; what it has not told is as at the start."""
    start = State()
    names = ("picture", "right", "down", "rotate", "practice", "net")
    return State(
        **{name: told.get(name, getattr(start, name)) for name in names}, shuffle=bool(told.get("shuffle"))
    )
