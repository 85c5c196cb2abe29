"""Every *.test.js beside this file runs under `node --test`, and a failure there is a failure here."""

import os
import subprocess
from pathlib import Path

from tests.oracle.twin import node
from tests.sample import SEED

FILES = sorted(Path(__file__).parent.glob("*.test.js"))


def run(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run test files in one process: most of the time of one is its start."""
    return subprocess.run(
        [node(), "--test", "--test-isolation=none", "--test-reporter=tap", *map(str, files)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"},
    )


def test_javascript() -> None:
    done = run(*FILES)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all('from "node:test"' in file.read_text(encoding="utf-8") for file in FILES)
    assert int(done.stdout.rsplit("\n# pass ", 1)[1].split()[0]) >= len(FILES)


def test_a_file_runs_alone() -> None:
    """Another one each day: as `node --test` runs it for whoever works on it."""
    done = run(FILES[SEED % len(FILES)])
    assert done.returncode == 0, done.stdout + done.stderr


def test_planted_failure_is_caught(tmp_path: Path) -> None:
    planted = tmp_path / "planted.test.mjs"
    planted.write_text(
        'import test from "node:test"; test("fails", () => { throw new Error(); });', encoding="utf-8"
    )
    assert run(FILES[0], planted).returncode != 0
