"""What nets with and without pooling reached, as a table on the page: only what was measured."""

import html
from collections.abc import Mapping, Sequence
from typing import Any

from cnn_core.pooling_nets import measured, pooling_net
from lessons.kit.i18n.labels import label
from lessons.kit.i18n.language import Language

LOWEST_SHOWN = 85.0  # percent: where the drawn ranges begin


def shares(counts: Sequence[int], pictures: int) -> tuple[float, float]:
    """Return the lowest and the highest share of pictures named rightly, in percent with one decimal."""
    return round(100 * min(counts) / pictures, 1), round(100 * max(counts) / pictures, 1)


def written(lowest: float, highest: float, language: Language) -> str:
    """Return a range as it is read: "91.6–94.5 %", in Korean "91.6–94.5%"; both ends alike are one number."""
    percent = "%" if language == "ko" else "\u00a0%"
    return (f"{lowest:g}" if lowest == highest else f"{lowest:.1f}–{highest:.1f}") + percent


def _range(counts: Sequence[int], pictures: int, language: Language) -> str:
    """Return one cell: the range in words, and below it as a bar from 85 to 100 %."""
    lowest, highest = shares(counts, pictures)
    room = 100 - LOWEST_SHOWN
    left, width = 100 * (lowest - LOWEST_SHOWN) / room, 100 * (highest - lowest) / room
    place = f"left:{left:.1f}%;width:max(4px,{width:.1f}%)"
    bar = f'<i class="range" aria-hidden="true"><b style="{place}"></b></i>'
    return f"<td>{written(lowest, highest, language)}{bar}</td>"


def _row(net: Mapping[str, Any], test_pictures: int, language: Language) -> str:
    way = str(net["way"])
    parameters = sum(each.numel() for each in pooling_net(way).parameters())
    return (
        f'<tr><th scope="row">{html.escape(label(f"pool.net_{way}", language))}</th><td>{parameters:,}</td>'
        f"{_range(net['right_trained'], net['pictures'], language)}"
        f"{_range(net['right_test'], test_pictures, language)}</tr>"
    )


def tables(language: Language) -> str:
    """Return one table for each number of training digits, and below them how it was measured, as HTML."""
    record = measured()
    settings = record["settings"]
    heads = "".join(
        f'<th scope="col">{html.escape(label(f"pool.column_{name}", language))}</th>'
        for name in ("net", "parameters", "trained", "test")
    )
    parts: list[str] = []
    for pictures in settings["pictures"]:
        caption = label("pool.trained_on", language, n=f"{pictures:,}")
        rows = [
            _row(net, record["test_pictures"], language)
            for net in record["nets"]
            if net["pictures"] == pictures
        ]
        parts.append(
            f"<table><caption>{html.escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>"
        )
    how = label(
        "pool.how_measured",
        language,
        seeds=len(settings["seeds"]),
        updates=f"{settings['updates']:,}",
        batch=settings["batch_size"],
        rate=settings["learning_rate"],
        test=f"{record['test_pictures']:,}",
    )
    command = f"<code>{html.escape(str(record['command']))}</code>"
    return f'<div class="measured">{"".join(parts)}<p>{html.escape(how)} {command}</p></div>'
