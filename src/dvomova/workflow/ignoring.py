"""What a person said is right: comments on units, and baselines of findings that are known.

``# dvomova: ignore numbers — reason``, several ids or families with commas. ``check``, and what writes
a catalog anew, puts a digest of both texts behind the ids, ``@1a2b3c4``: it holds for these texts only.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from gettext import gettext as _
from hashlib import blake2b
from typing import TYPE_CHECKING

from dvomova.catalogs import naming, po
from dvomova.errors import FileError
from dvomova.model import Catalog, Finding, State, Unit

if TYPE_CHECKING:  # a command that checks nothing does without
    from dvomova.checks.base import Check

PREFIX = "dvomova: ignore "
_COMMENT = re.compile(
    r"(?P<head>dvomova: ignore (?P<names>[\w-]+(?:,\s*[\w-]+)*))(?:@(?P<stamp>[0-9a-f]{7}))?(?=\s|\Z)"
)


def stamp(unit: Unit) -> str:
    """Seven hexadecimal digits that name source and translation as they are, whichever of them leads."""
    return naming.key("\0".join(sorted((unit.source, *unit.targets))))


def _comments(unit: Unit) -> Iterable[re.Match[str]]:
    if not unit.comments:
        return ()
    found = (_COMMENT.match(line) for line in unit.comments if line.startswith(PREFIX))
    return [match for match in found if match]


def is_ignored(unit: Unit, check: Check) -> bool:
    """Whether a comment on the unit says that what this check finds there is right."""
    for match in _comments(unit):
        names = set(re.split(r",\s*", match["names"]))
        if names & {check.id, check.family} and match["stamp"] in {None, stamp(unit)}:
            return True
    return False


def is_outdated(unit: Unit) -> bool:
    """Whether such a comment was written for other texts, and so says nothing any more."""
    return any(match["stamp"] not in {None, stamp(unit)} for match in _comments(unit))


def stamped(catalog: Catalog) -> Catalog:
    """The catalog with a digest in each such comment of a finished unit that has none."""
    units = tuple(
        _restamped(unit, None, stamp(unit)) if unit.comments and unit.state in _FINISHED else unit
        for unit in catalog.units
    )
    same = all(one is other for one, other in zip(units, catalog.units, strict=True))
    return catalog if same else replace(catalog, units=units)


_FINISHED = {State.TRANSLATED, State.AHEAD}
"""Of others nothing is checked, so nothing ignored: their texts are still to come."""


def mended(unit: Unit, targets: tuple[str, ...]) -> Unit:
    """The unit with translations that say the same as before: its comments go on to hold."""
    after = po.changed(unit, targets=targets)
    return _restamped(after, stamp(unit), stamp(after))


def _restamped(unit: Unit, was: str | None, now: str) -> Unit:
    """The unit with the digest ``now`` in the comments that have ``was``, or none."""
    if not any(match["stamp"] == was for match in _comments(unit)):
        return unit

    def put(match: re.Match[str]) -> str:
        return f"{match['head']}@{now}" if match["stamp"] == was else match[0]

    comments = tuple(_COMMENT.sub(put, line, count=1) for line in unit.comments)
    return po.changed(unit, comments=comments)


def fingerprint(finding: Finding) -> str:
    """What tells findings apart wherever their lines move: check, texts and places in them."""
    about = (finding.check, finding.path if not finding.segment else "", finding.source, finding.target)
    text = "\0".join((*about, str(finding.target_spans), "" if finding.segment else finding.message))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def baseline(findings: Iterable[Finding]) -> str:
    """The content of a baseline file: what is known of."""
    counts = Counter(f"{finding.check} {fingerprint(finding)}" for finding in findings)
    document = {"version": 1, "findings": dict(sorted(counts.items()))}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def new_since(findings: Iterable[Finding], content: str, path: str) -> tuple[list[Finding], int]:
    """The findings that a baseline does not have, and how many it has.

    Raises:
        FileError: it is no baseline.
    """
    try:
        document = json.loads(content)
        left = Counter({str(key): int(count) for key, count in document["findings"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileError(
            _("this is no baseline of `dvomova check`"), path=path, cure=_("write it anew: --update-baseline")
        ) from None
    new, known = [], 0
    for finding in findings:
        key = f"{finding.check} {fingerprint(finding)}"
        if left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            new.append(finding)
    return new, known
