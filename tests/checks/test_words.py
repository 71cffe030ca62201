"""The word lists of the checks, against a dictionary."""

from pathlib import Path

import pytest

from dvomova.checks.lexicon import table

DICTIONARY = Path("/usr/share/hunspell/uk_UA.dic")
RARE = {"его", "после"}
"""Ego, and a call to an envoy: with another Russian word beside them they are Russian."""


@pytest.mark.interop
@pytest.mark.skipif(not DICTIONARY.exists(), reason="no Ukrainian dictionary: apt-get install hunspell-uk")
def test_no_word_that_tells_russian_is_ukrainian():
    hunspell = pytest.importorskip("hunspell", reason="Hunspell is not installed: pip install chunspell")
    dictionary = hunspell.Hunspell("uk_UA", hunspell_data_dir=str(DICTIONARY.parent))
    lists = {name: str(words).split() for name, words in table("russian").items()}
    assert all(len(words) > 90 for words in lists.values())
    assert {word for word in lists["words"] if dictionary.spell(word)} == RARE
    assert not [word for word in lists["names"] if dictionary.spell(word.capitalize())]
