"""Doubtful pairs at the prompt: accept, join, split, shift, drop."""

from __future__ import annotations

import sys
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from dvomova.alignment import revising

if TYPE_CHECKING:
    from dvomova.alignment.lattice import Bead
    from dvomova.workflow.pairs import Versions

_DEEDS = {
    "j": revising.joined,
    "s": revising.split,
    ">": revising.shifted,
    "d": revising.dropped,
}
"""What a letter does; what it changes is shown again."""


def review(read: Versions, beads: list[Bead], least: int) -> list[Bead]:
    """Ask about each pair below ``least``; the beads as the person left them; ``q`` leaves the rest."""
    number, told = 0, False
    while number < len(beads):
        if not _is_doubtful(beads[number], least):
            number += 1
            continue
        if not told:
            click.echo(click.style(f"({_help()})", dim=True), err=True)
            told = True
        _show(read, beads, number)
        sys.stderr.flush()
        answer = click.prompt("   ", default="", show_default=False, prompt_suffix="> ", err=True).strip()
        if answer == "q":
            break
        if answer == "a":
            beads = revising.accepted(beads, number)
        elif deed := _DEEDS.get(answer):
            changed = deed(beads, number)
            if changed is beads:
                click.echo(_("    that cannot be done here"), err=True)
            beads = changed
            continue
        number += 1
    return beads


def _is_doubtful(bead: Bead, least: int) -> bool:
    return bool(bead.sources and bead.targets) and round(100 * bead.confidence) < least


def _help() -> str:
    return _(
        "a accepts, j joins it with the next pair, s splits it behind its first sentences, > gives its last "
        "translated sentence to the next pair, d says that they do not belong together; Enter leaves it for "
        "later, q stops"
    )


def _show(read: Versions, beads: list[Bead], number: int) -> None:
    pair = read.pair(beads[number])
    place = f"{read.source.path}:{pair.source_line}"
    click.echo(f"\n{place}  " + _("{percent} %").format(percent=pair.confidence), err=True)
    click.echo(f"    {read.source.language}  {pair.source}", err=True)
    click.echo(f"    {read.target.language}  {pair.target}", err=True)
    if number + 1 < len(beads):
        following = read.pair(beads[number + 1])
        text = f"    {_('next')}  {following.source or '–'} | {following.target or '–'}"
        click.echo(click.style(text, dim=True), err=True)
