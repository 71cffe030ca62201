"""Where a sentence could end: every run of ``. ! ? …`` with what belongs to it and what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = r"(?:[.!?…][.!?…]*+(?:\s{1,3}\.(?![\w.]))*+)"  # "...", "?!", "!..", and the spaced ". . ."
_CLOSERS = r"""(?:
    \]\([^\s()]{0,400}\)|\]\[[^\[\]]{0,80}\]  # the rest of a link
  | [»”“’"'’)\]}*_~]                  # quotation marks, brackets, emphasis
  | \[\^[^\]\s]{1,80}\]               # a footnote mark
  | <\d{1,6}/>(?=[\s<»”“’"'’)\]]|\Z)   # a code that holds no text, as of a footnote
  | \s{0,3}\[\d{1,3}\](?=[\s\[]|\Z)       # a citation, "[17]"
  | \s{0,3}[\[(](?:\.\.\.|…)[\])](?!\S)   # an omission, "[…]"
  | [¹²³⁴-⁹]
  | \s{0,3}[:;]-?[)(DP]+(?!\w)            # a smiley tells about what stands before it
  | \s{0,3}[\U0001F600-\U0001F64F\U0001F910-\U0001F92F\U0001F970-\U0001F97A\U0001F44D-\U0001F44F❤]\uFE0F?
  | \s{0,3}[\U0001F493-\U0001F49F\U0001F382\U0001F389\U0001F38A\U0001F4AA\U0001F525]
  | </[A-Za-z\d][\w.-]{0,30}>         # a closing tag
  | <br\s?/?>|\\(?=\r?\n)             # a hard break
  | \s{0,3}»(?!\w)                        # "… ! »" as old books space it
)*+"""
_CANDIDATE = re.compile(rf"({_MARKS})({_CLOSERS})(\s*+)", re.VERBOSE)
_FACES = "\U0001f600-\U0001f64f\U0001f910-\U0001f92f"
_SMILEY = re.compile(
    rf"[:;{_FACES}](?<=\s.)(?:(?<=[:;])-?[)(DP]+|(?<=[{_FACES}])[{_FACES}]*)(\s+)(?=[^\W\d_])"
)
_OPENING = re.compile(r"""(?:[«“„"'‘’(\[{*_~¿¡•·>|\s—–―-]|!\[|<[A-Za-z\d/][^<>\n]{0,100}>){0,16}""")
_DRESS = re.compile(r"[*_~]+|</[^>]*>|\]\([^\s()]*\)|\]\[[^\[\]]*\]")
_WORD = re.compile(r"[^\W_][\w’'ʼ]{0,60}(?:-\w{1,60})?|")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,4}\.\s{0,3})*[\w’'ʼ/№°-]+\Z")
_DASHES = frozenset("—–―")
REACH = 40
"""How far back the word before the marks is looked for; longer than any abbreviation."""


class Place(NamedTuple):
    """One run of marks in a text, and what a rule has to see around it."""

    text: str
    sentence: int
    """Where the sentence begins that the marks may end."""
    aside: bool
    """Whether ``closers`` close a bracket that was opened in the middle of the sentence."""
    marks: str
    """The run itself: ``.``, ``?..``, ``…``."""
    start: int
    """Where the marks begin."""
    closers: str
    """What belongs to the sentence behind them: closing quotes, brackets, emphasis, footnote marks."""
    end: int
    """Where the sentence would end."""
    next: int
    """Where the next sentence would begin; ``end`` where no white space follows."""
    before: str
    """The word before the marks with the abbreviations before it: ``т.д``, ``U.S``, ``кінець``."""
    head: int
    """Where the next word begins, behind opening quotes, brackets, dashes, emphasis, tags."""
    opening: str
    """Those quotes, brackets, dashes."""
    word: str
    """The next word; empty where something else than a letter or a digit follows."""
    bare: bool
    """Whether the marks are one full stop with nothing but emphasis, tags, the rest of a link behind it."""

    @property
    def glued(self) -> bool:
        """Nothing between the marks and the next word: no white space, no tag, no dash."""
        if self.next > self.end or self.closers.endswith(">"):
            return False
        return not (self.opening[:1] in _DASHES and self.word)


def candidates(text: str) -> Iterator[re.Match[str]]:
    """Every run of marks: groups are the marks, what closes with them, and the gap.

    No match overlaps another and none is tried twice, whatever the text.
    """
    return _CANDIDATE.finditer(text)


def smileys(text: str) -> Iterator[re.Match[str]]:
    """Smileys and faces that stand where a sentence could have its mark; group 1 is the gap behind."""
    return _SMILEY.finditer(text)


def place(match: re.Match[str], sentence: int, *, aside: bool) -> Place:
    """The place of one candidate in a sentence that begins at ``sentence``."""
    text = match.string
    marks, closers, _gap = match.groups()
    start, end, following = match.start(), match.end(2), match.end()
    opening = "" if text[following : following + 1].isalnum() else _opening(text, following)
    head = following + len(opening)
    word = _WORD.match(text, head)[0]  # type: ignore[index]
    before = _word_before(text, sentence, start)
    bare = marks == "." and not _DRESS.sub("", closers)
    return Place(
        text, sentence, aside, marks, start, closers, end, following, before, head, opening, word, bare
    )


def _opening(text: str, start: int) -> str:
    return _OPENING.match(text, start)[0]  # type: ignore[index]  # it matches nothing too


def _word_before(text: str, sentence: int, start: int) -> str:
    said = text[max(sentence, start - REACH) : start].rstrip()
    if said and "." not in said:
        said = said.rsplit(None, 1)[-1]
    match = _BEFORE.search(said)
    return "".join(match[0].split()) if match else ""
