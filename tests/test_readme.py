"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def transcript(name: str) -> list[tuple[str, str]]:
    """The commands of the first console block, each with the output shown under it."""
    block = re.search(r"```console\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    assert block is not None
    parts = re.split(r"^\$ (.*)\n", block[1], flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def replay(command: str, folder: Path) -> str:
    scripts = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": f"{scripts}:{os.environ['PATH']}", "LANGUAGE": "en"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("name", ["README.md", "README.uk.md"])
def test_the_transcript_is_real(name, tmp_path):
    newsroom = tmp_path / "newsroom"
    shutil.copytree(ROOT / "examples" / "newsroom", newsroom)
    steps = transcript(name)
    assert len(steps) == 3
    for command, shown in steps:
        assert replay(command, newsroom) == shown
