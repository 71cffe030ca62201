"""How agencies count what there is to translate: words by how much of it a memory has."""

from __future__ import annotations

REPEATED, DONE = "repetitions", "translated"
BANDS = ((100, "100"), (95, "95–99"), (85, "85–94"), (75, "75–84"), (50, "50–74"), (0, "new"))
"""From which score on a text belongs to which band, the best first."""
NAMES = (REPEATED, *(name for _least, name in BANDS))
"""All bands of what there is to translate, in the order in which they are quoted."""
LOWEST = 50
"""Below it a match is worth nothing."""


def band(score: int) -> str:
    """The band of a text whose best match has this score; 0 for no match."""
    return next(name for least, name in BANDS if score >= least)
