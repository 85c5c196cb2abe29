"""What a tab remembers stands in one place, where it can be forgotten: `lessons/kit/dom/storage.js`.

The tests rely on it: their visitors come one after another to the same tab (`tests/browser/visit.py`).
"""

import re

from tests.house import tree

# At the outermost level of a module, where it lives as long as the tab.
MEMORY = re.compile(
    r"^(?:export )?(?:let (\w+)|const (\w+) = (?:new (?:Map|Set|WeakMap)\(\)|\[\]);)", re.MULTILINE
)
# What may be there without being forgotten.
HARMLESS = {
    # numbers that only differ from each other
    *("kit/controls/menu.js menus", "kit/grid/grid.js grids", "kit/grid/map.js maps"),
    # what the browser itself remembers
    "kit/grid/fitting.js lengths",
    # what the server has and does not change
    *("kit/figure/fetched.js kept", "kit/grid/scale.js tables"),
    *("end/figure.js known", "glossary/figure.js terms"),
    *(
        "why_cnn/model/store.js known",
        "why_cnn/model/store.js counts",
        "live_network/model/silhouette.js known",
    ),
    *("live_network/model/network.js nets", "gradient/model/digit.js known"),
    # what ends with the figure that has put it there
    *(f"kit/code/figure.js {name}" for name in ("views", "places")),
    *(f"kit/figure/settings_store.js {name}" for name in ("followers", "followed")),
    *(
        "kit/figure/component.js calls",
        *(f"kit/figure/mount_figure.js {name}" for name in ("mounted", "newest")),
    ),
    "kit/pictures/nets.js readers",
    # what ends with the Worker that has put it there
    *(f"training/worker.js {name}" for name in ("starting", "until", "isRunning")),
    # what measures and keeps nothing
    "kit/menu/on_screen.js canvas",
    # what follows from sizes alone
    "kit/arithmetic/windows.js kept",
    # what the next frame, and the next page, take at once
    "kit/dom/page.js waiting",
    "kit/dom/page.js wish",
    "kit/dom/storage.js all",
}


def memories(source: str) -> list[str]:
    """Return the names under which a JavaScript module remembers something by itself."""
    return [first or second for first, second in MEMORY.findall(source)]


def test_what_a_tab_remembers_can_be_forgotten() -> None:
    found = {
        f"{tree.name(path).removeprefix('lessons/')} {name}"
        for path in tree.files(".js")
        if tree.name(path).startswith("lessons/")
        for name in memories(tree.read(path))
    }
    assert found == HARMLESS


def test_planted_memory_is_caught() -> None:
    assert memories("let width = 3;\n") == ["width"]
    assert memories("export const drawn = [];\nconst last = new Map();\n") == ["drawn", "last"]
    assert memories("const last = remembered();\nfunction f() {\n  let width = 3;\n}\n") == []
