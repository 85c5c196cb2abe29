"""What the laboratory shows, as Python is told it once the hand rests."""

from dataclasses import dataclass
from typing import Any

from lessons.kit.page.told_values import ON_OFF, Limits, one_of, whole

PICTURES = ("cat_1", "cat_2", "cat_3", "dog_1", "dog_2", "dog_3", "own")
PRACTICES = ("centred", "moved")
NETS = ("dense", "flatten", "global")
REACH: Limits = (-6, 6)  # pixels, as in settings.js
ANGLES: Limits = (-90, 90)
ANGLE_STEP = 5  # degrees


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
    """Return the state that the figure has told; what it has not told is as at the start.

    Raises:
        ValueError: it is not a state of the figure: whoever sent it did not use the figure.
    """
    start = State()
    rotate = whole(told.get("rotate", start.rotate), ANGLES)
    if rotate % ANGLE_STEP:
        raise ValueError(f"no angle in steps of {ANGLE_STEP} degrees")
    return State(
        picture=one_of(told.get("picture", start.picture), PICTURES),
        right=whole(told.get("right", start.right), REACH),
        down=whole(told.get("down", start.down), REACH),
        rotate=rotate,
        shuffle=whole(told.get("shuffle", 0), ON_OFF) == 1,
        practice=one_of(told.get("practice", start.practice), PRACTICES),
        net=one_of(told.get("net", start.net), NETS),
    )
