"""What is said about a picture's preparation: one sentence a step, and why it was read as it was."""

from typing import Any

from cnn_core.pictures import Prepared, Step
from cnn_core.pictures.seeing import CALM_GROUND, MOST_REGIONS

Said = dict[str, Any]  # a label and the values it names: {"label": "way.regions", "n": 9}


def step_says(step: Step, prepared: Prepared, choice: str) -> list[Said]:
    """Return what is said of a step.

    Args:
        step: one of the picture's.
        prepared: the picture after its preparation.
        choice: the one that was made at this step; "photo" says why.
    """
    why = [_seen_reason(prepared)] if choice == "photo" else []
    return [*why, {"label": _step_sentence(step, prepared), **step.values}]


def _step_sentence(step: Step, prepared: Prepared) -> str:
    """The label of a step's sentence; cropping and shrinking differ between the two readings."""
    if step.name == "resized" and "already_framed" in prepared.remarks:
        return "step.say_resized_framed"
    if step.name in ("cropped", "resized"):
        return f"step.say_{step.name}_{prepared.way}"
    if step.name == "channel":
        return f"step.say_channel_{step.values['channel']}"
    return f"step.say_{step.name}_frame" if step.choice == "frame" else f"step.say_{step.name}"


def _seen_reason(prepared: Prepared) -> Said:
    """What spoke for the reading that was taken."""
    seen = prepared.seen
    if prepared.way == "drawing":
        return {"label": "way.ink"}
    if not seen.ink_stands_out:
        return {"label": "way.no_ink"}
    if seen.regions > MOST_REGIONS and seen.unrest < CALM_GROUND:
        return {"label": "way.regions", "n": seen.regions, "most": MOST_REGIONS}
    return {"label": "way.restless", "p": round(100 * seen.unrest), "most": round(100 * CALM_GROUND)}


def way_reasons(prepared: Prepared, asked_way: str | None, *, drawn: bool, from_data: bool) -> list[Said]:
    """Return why a picture was read as a drawing or a photo, then what else was noticed in the file.

    Args:
        prepared: the picture after its preparation.
        asked_way: the reading that the visitor chose by hand, if any.
        drawn: whether it was drawn on the page.
        from_data: whether it is a picture of a data set, 28 x 28 already.
    """
    if asked_way:
        first = {"label": f"way.by_hand_{prepared.way}"}
    elif drawn:
        first = {"label": "way.drawn"}
    elif from_data:
        first = {"label": "way.from_data"}
    elif "already_framed" in prepared.remarks:
        first = None  # the remark says it
    else:
        first = _seen_reason(prepared)
    # Where one of several signs is to be chosen, what the steps show anyway is not said as well.
    left_out = {"inverted"} if "several_signs" in prepared.remarks else set[str]()
    remarks = [remark for remark in prepared.remarks if remark not in left_out]
    return ([first] if first else []) + [_remark(remark, prepared) for remark in remarks]


def _remark(remark: str, prepared: Prepared) -> Said:
    """What was noticed, with the numbers of the step that it was noticed at."""
    choice = {"several_signs": "sign", "later_frame_of_animation": "frame"}.get(remark)
    values = [dict(step.values) for step in prepared.steps if choice and step.choice == choice]
    return {"label": f"way.{remark}", **(values[0] if values else {})}
