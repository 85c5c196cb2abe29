"""Does every pinned package, with all that it needs, have a wheel for every Python and system we promise?

    .venv/bin/python .ci/check_wheels.py [requirements.txt]

Asks the registry for the packages' metadata only: some minutes, nothing large (given a pip of 2024 or later).
pip is told to ignore this machine's own settings, so a wheel that lies on its disk does not count.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class System:
    """What pip calls a system's wheels, and how the markers of requirements name it."""

    wheel_tags: tuple[str, ...]
    markers: dict[str, str]


SYSTEMS = {
    "Linux x86_64": System(
        (*(f"manylinux_2_{glibc}_x86_64" for glibc in range(28, 16, -1)), "manylinux2014_x86_64"),
        {
            "platform_system": "Linux",
            "sys_platform": "linux",
            "os_name": "posix",
            "platform_machine": "x86_64",
        },
    ),
    "macOS arm64": System(
        ("macosx_14_0_arm64",),
        {
            "platform_system": "Darwin",
            "sys_platform": "darwin",
            "os_name": "posix",
            "platform_machine": "arm64",
        },
    ),
    "Windows amd64": System(
        ("win_amd64",),
        {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt", "platform_machine": "AMD64"},
    ),
}


def ask(requirements: list[str], python: str, system: System) -> list[dict[str, object]]:
    """Return the metadata of the wheels that pip would take, without what they need in turn.

    Raises:
        subprocess.CalledProcessError: a package has no wheel there.
    """
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--quiet", "--dry-run", "--ignore-installed"]
    wheels = ["--no-deps", "--only-binary=:all:", "--python-version", python]
    wheels += [option for tag in system.wheel_tags for option in ("--platform", tag)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        subprocess.run(
            [*pip, *wheels, "--target", folder, "--report", str(report), *requirements], check=True
        )
        return [wheel["metadata"] for wheel in json.loads(report.read_text(encoding="utf-8"))["install"]]


def needs(metadata: dict[str, object], extras: set[str], markers: dict[str, str]) -> list[Requirement]:
    """Return what one package, with these of its extras, needs on one system."""
    lines = metadata.get("requires_dist") or []
    assert isinstance(lines, list)
    requirements = [Requirement(str(line)) for line in lines]
    environments = [{**markers, "extra": extra} for extra in extras | {""}]
    return [
        each
        for each in requirements
        if not each.marker or any(each.marker.evaluate(environment) for environment in environments)
    ]


def closure(pins: list[Requirement], python: str, system: System) -> dict[str, str]:
    """Return every package that the pins bring, with a version that meets all that is asked of it."""
    markers = {**system.markers, "python_version": python, "python_full_version": f"{python}.0"}
    versions: dict[str, str] = {}
    limits: defaultdict[str, SpecifierSet] = defaultdict(SpecifierSet)
    extras: defaultdict[str, set[str]] = defaultdict(set)
    new = pins
    while new:
        unsettled: set[str] = set()
        for each in new:
            name = canonicalize_name(each.name)
            limits[name] &= each.specifier
            # Asked for again when a later package limits it further or needs more of its extras.
            if (
                name not in versions
                or not limits[name].contains(versions[name])
                or each.extras - extras[name]
            ):
                unsettled.add(name)
            extras[name] |= each.extras
        found = (
            ask([f"{name}{limits[name]}" for name in sorted(unsettled)], python, system) if unsettled else []
        )
        new = []
        for metadata in found:
            name = canonicalize_name(str(metadata["name"]))
            versions[name] = str(metadata["version"])
            new += needs(metadata, extras[name], markers)
    return versions


def main() -> None:
    """Print one line for each Python on each system; end with an error at the first that lacks a wheel."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "requirements.txt"
    lines = [line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines()]
    pins = [Requirement(line) for line in lines if line]
    for name, system in SYSTEMS.items():
        for python in PYTHONS:
            versions = closure(pins, python, system)
            print(
                f"{name}, Python {python}: {len(pins)} pins, {len(versions)} packages, all have wheels",
                flush=True,
            )


if __name__ == "__main__":
    main()
