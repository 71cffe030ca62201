"""An article in both languages, which both sides may edit."""

from __future__ import annotations

import pytest
from tests.conftest import Desk

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
ARTICLE = """\
# The bridge at Izium

The old bridge was blown up in March. Engineers built a new one in nine weeks.

“We cross it every day,” says Olena Koval. It carries buses again.

- The bridge is 120 metres long.
- It cost 40 million.
"""
UKRAINIAN = {
    "The bridge at Izium": "Міст в Ізюмі",
    "The old bridge was blown up in March.": "Старий міст підірвали в березні.",
    "Engineers built a new one in nine weeks.": "Інженери збудували новий за дев’ять тижнів.",
    "“We cross it every day,” says Olena Koval.": "«Ми їздимо ним щодня», – каже Олена Коваль.",
    "It carries buses again.": "Ним знову ходять автобуси.",
    "The bridge is 120 metres long.": "Міст завдовжки 120 метрів.",
    "It cost 40 million.": "Він коштував 40 мільйонів.",
}
BUILT = """\
# Міст в Ізюмі

Старий міст підірвали в березні. Інженери збудували новий за дев’ять тижнів.

«Ми їздимо ним щодня», – каже Олена Коваль. Ним знову ходять автобуси.

- Міст завдовжки 120 метрів.
- Він коштував 40 мільйонів.
"""
SOURCE, TARGET = "izium.en.md", "izium.uk.md"


@pytest.fixture
def both(desk: Desk) -> Desk:
    """An article in both languages, in step."""
    desk.write(SOURCE, ARTICLE)
    desk.ok("update", SOURCE)
    desk.translate(CATALOG, UKRAINIAN)
    desk.ok("build")
    assert desk.read(TARGET) == BUILT
    desk.ok("update")
    return desk
