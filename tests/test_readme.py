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


def transcripts(name: str) -> list[tuple[str, str]]:
    """The commands of the console blocks that show some output, each with what is shown under it."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    steps = []
    for block in blocks:
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
        if any(parts[1::2]):
            steps += zip(parts[::2], parts[1::2], strict=True)
    return steps


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
    steps = transcripts(name)
    assert len(steps) == 4
    for command, shown in steps:
        assert replay(command, newsroom) == shown
