"""``dvomova merge-driver``."""

from __future__ import annotations

import json
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options

if TYPE_CHECKING:
    from dvomova.workflow.merging import MergedFile


@options.command(
    "merge-driver",
    _(
        "Merge two versions of a catalog for git, which calls this by itself once `dvomova init --git` has "
        "set it up (%O %A %B %L %P). The result replaces OURS and is a valid catalog in any case. Where both "
        "sides translated a text, each differently, ours stays, flagged, with theirs in a comment, and the "
        "exit code is 1."
    ),
)
@click.argument("base", metavar=_("BASE"))
@click.argument("ours", metavar=_("OURS"))
@click.argument("theirs", metavar=_("THEIRS"))
@click.argument("marker_size", required=False, expose_value=False, metavar=_("[MARKER-SIZE]"))
@click.argument("path", required=False, metavar=_("[PATH]"))
@options.common(writes=True)
def command(
    base: str, ours: str, theirs: str, *, path: str | None, dry_run: bool, check: bool, **common: bool
) -> int:
    """Merge three files; not a `Session`, for the configuration itself may be waiting to be merged."""
    from dvomova.workflow.disk import Disk
    from dvomova.workflow.merging import merge_files

    disk = Disk(Path.cwd(), dry_run=dry_run or check)
    found = merge_files(disk, base, ours, theirs, path or ours)
    if common["as_json"]:
        click.echo(json.dumps(_fields(found, disk.changed), ensure_ascii=False, indent=2))
    elif found.conflicts and not common["quiet"]:
        _tell(found, verbose=common["verbose"])
    return 1 if found.conflicts or (check and disk.changed) else 0


def _tell(found: MergedFile, *, verbose: bool) -> None:
    number = len(found.conflicts)
    text = ngettext(
        "{path}: {number} segment translated differently on both sides; ours stays, flagged, with theirs "
        "in a comment",
        "{path}: {number} segments translated differently on both sides; ours stay, flagged, with theirs "
        "in comments",
        number,
    )
    click.secho(text.format(path=found.path, number=number), err=True, fg="yellow")
    for unit in found.conflicts[: None if verbose else 3]:
        click.echo(f"  {unit.source}", err=True)
    steps = [_("`dvomova edit` to choose"), _("`git add {path}`").format(path=found.path)]
    click.echo(_("Next: {steps}").format(steps=_(", then ").join(steps)), err=True)


def _fields(found: MergedFile, changed: list[str]) -> dict[str, Any]:
    return {
        "version": 1,
        "command": "merge-driver",
        "path": found.path,
        "conflicts": [
            {"context": unit.context, "source": unit.source, "targets": list(unit.targets)}
            for unit in found.conflicts
        ],
        "changed": changed,
        "errors": [],
    }
