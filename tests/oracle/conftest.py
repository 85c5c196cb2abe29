"""What the oracle's tests share."""

from typing import cast

import pytest

from tests.oracle.sweeps import SWEEPS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run all tests of a sweep: drawing its cases takes longer than the tests."""
    for item in items:
        given = cast("dict[str, object]", getattr(getattr(item, "callspec", None), "params", {}))
        if (name := given.get("name")) in SWEEPS:
            item.add_marker(pytest.mark.xdist_group(str(name)))
