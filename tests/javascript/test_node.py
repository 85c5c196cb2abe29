"""Every *.test.js beside this file runs under `node --test`, and a failure there is a failure here."""

import subprocess
from pathlib import Path

import pytest

from tests.oracle.twin import node

FILES = sorted(Path(__file__).parent.glob("*.test.js"))


def run(file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node(), "--test", "--test-reporter=tap", str(file)],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_there_are_javascript_tests() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_javascript(file: Path) -> None:
    done = run(file)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n# tests 0" not in done.stdout


def test_planted_failure_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "planted.test.mjs"
    planted.write_text(
        'import test from "node:test"; test("fails", () => { throw new Error(); });', encoding="utf-8"
    )
    assert run(planted).returncode != 0
