"""What a cue says: words and markup, taken apart by speakers; and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dvomova.formats.cues import Cue
from dvomova.model import Span

_COMMON = (
    r"(?P<line>[ \t]*[\r\n][ \t\r\n]*)|(?P<blank>[ \t]{2,}|\t)"
    r"|(?P<place>\{\\(?:an?\d{1,2}|pos\([^(){}\r\n]*\))\})"  # where on the screen (SubStation Alpha)
    r"|(?P<void>\{\\[^{}\r\n]*\}|</?[1-9]\d{0,5}/?>"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0"}
_AMBIGUOUS = {"&lt;": re.compile(r"/?[A-Za-z\d]"), "&amp;": re.compile(r"#?\w{1,31};")}
"""What behind these would make markup of the characters that they stand for."""
_DASH = re.compile(r"[-‐–—](?:[ \t\u00a0]+(?=\S|\Z)|(?=[^\s\d‐–—-]|\Z))")
"""Not that of ``-40`` nor of ``-- and then``."""
_MUSIC = re.compile(r"[♪♫]+[ \t]*")
_LAYERS = 8
"""So many signs and tags around a speech are looked through; no one nests more."""
_REST = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


class Token(NamedTuple):
    """A piece of what a cue says."""

    kind: str
    """``text``; ``line``, ``blank`` (white space); ``open``, ``close``, ``void``, ``place`` (markup)."""
    text: str
    """What a person reads for it; of markup its source."""
    start: int
    """Where it stands in the source."""
    end: int
    name: str = ""
    """Of a tag, lower case."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """The markup of a subtitle format."""

    markup: re.Pattern[str]
    """Its groups name kinds of tokens."""
    has_entities: bool


SUBRIP = Syntax(
    re.compile(rf"{_COMMON})|(?P<tag></?(?P<name>[bius]|font)(?:\s[^<>]*)?>)", re.IGNORECASE),
    has_entities=False,
)
WEBVTT = Syntax(
    re.compile(
        rf"{_COMMON}|<\d[\d:.]*>)|(?P<tag></?(?P<name>c|i|b|u|ruby|rt|v|lang)(?:[.\s][^<>]*)?>)"
        r"|(?P<entity>&(?:amp|lt|gt|nbsp);)"
    ),
    has_entities=True,
)
"""WebVTT cue text, W3C 2019, 4.2."""


class Speech(NamedTuple):
    """What one speaker says in a cue."""

    tokens: tuple[Token, ...]
    """From the first word to the last, with the markup in between and around them."""
    outer: Span
    """Its line: with its dash, and with the line end behind it."""
    sign: str = ""
    """What stands before it and stays: ``-`` of one speaker among others, ``♪`` of a song."""
    voice: str = ""
    """The tag that names the speaker."""
    shared: bool = False
    """Whether others speak in the same cue."""
    dash: Span | None = None
    """Where its dash stands."""


def speeches(source: str, cue: Cue, syntax: Syntax) -> list[Speech]:
    """What is said in a cue, in order: one speech, unless dashes or voice tags tell more speakers apart."""
    tokens = trimmed(_with_runs_joined(_tokens(source, cue, syntax)))
    if not tokens:
        return []
    starts = _starts(tokens)
    if len(starts) > 1 and (inside := _unwrapped(tokens)) is not tokens:
        tokens = trimmed(inside)
        starts = _starts(tokens)
    is_dialogue = any(_DASH.match(_words_at(tokens, start)) for start in starts[1:])
    ends = [*(tokens[start].start for start in starts[1:]), _line_end(source, cue)]
    found = []
    for start, until, end in zip(starts, [*starts[1:], len(tokens)], ends, strict=True):
        outer = Span(tokens[start].start, end)
        speech = _speech(tokens[start:until], outer, dashes=is_dialogue, shared=len(starts) > 1)
        if any(token.kind == "text" and token.text.strip() for token in speech.tokens):
            found.append(speech)
    return found


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` without white space around them, and without the place on the screen before them."""
    start, end = 0, len(tokens)
    while start < end and (tokens[start].kind == "place" or not tokens[start].text.strip(" ")):
        start += 1
    while start < end and not tokens[end - 1].text.strip(" "):
        end -= 1
    bare = list(tokens[start:end])
    if said := _text_of(bare[:1]):
        bare[0] = _without(bare[0], len(said) - len(said.lstrip(" ")))
    if said := _text_of(bare[-1:]):
        bare[-1] = _without(bare[-1], 0, len(said) - len(said.rstrip(" ")))
    return bare


def pairs(tokens: Sequence[Token]) -> dict[int, int]:
    """Which tags open and close each other: the index of the opening one to that of the closing one."""
    found, opened = dict[int, int](), list[int]()
    for index, token in enumerate(tokens):
        if token.kind == "open":
            opened.append(index)
        elif token.kind == "close" and opened and tokens[opened[-1]].name == token.name:
            found[opened.pop()] = index
    return found


def wraps(tokens: Sequence[Token]) -> int:
    """How many pairs of tags stand around all the rest."""
    partners, depth = pairs(tokens), 0
    while partners.get(depth) == len(tokens) - 1 - depth:
        depth += 1
    return depth


def _tokens(source: str, cue: Cue, syntax: Syntax) -> list[Token]:
    if not cue.lines:
        return []
    found, position, end = [], cue.lines[0].start, cue.lines[-1].end
    for match in syntax.markup.finditer(source, position, end):
        if match.start() > position:
            found.append(Token("text", source[position : match.start()], position, match.start()))
        found.append(_markup(source, match))
        position = match.end()
    if position < end:
        found.append(Token("text", source[position:end], position, end))
    return found


def _with_runs_joined(tokens: list[Token]) -> list[Token]:
    """``tokens`` without tags that are closed at a line's end and opened again with the next one."""
    partners, gone = pairs(tokens), set[int]()
    opener = {close: open_ for open_, close in partners.items()}
    for index, token in enumerate(tokens):
        close, again = index - 1, index + 1
        while token.kind == "line" and close in opener and again in partners:
            if tokens[opener[close]].text != tokens[again].text:
                break
            gone |= {close, again}
            close, again = close - 1, again + 1
    return [token for index, token in enumerate(tokens) if index not in gone]


def _markup(source: str, match: re.Match[str]) -> Token:
    kind, text = str(match.lastgroup), match[0]
    if match["tag"]:
        kind = "close" if text.startswith("</") else "open"
        return Token(kind, text, *match.span(), match["name"].lower())
    if kind == "entity":
        return Token("text", _decoded(source, match), *match.span())
    return Token(kind, " " if kind in {"line", "blank"} else text, *match.span())


def _decoded(source: str, match: re.Match[str]) -> str:
    """The character that an entity stands for, unless it would be taken for the beginning of markup."""
    ambiguous = _AMBIGUOUS.get(match[0])
    return match[0] if ambiguous and ambiguous.match(source, match.end()) else _ENTITIES[match[0]]


def _without(token: Token, first: int, last: int = 0) -> Token:
    """A text without its first and last code points."""
    text = token.text[first : len(token.text) - last]
    return token._replace(text=text, start=token.start + first, end=token.end - last)


def _unwrapped(tokens: list[Token]) -> list[Token]:
    depth = wraps(tokens)
    return tokens[depth : len(tokens) - depth] if depth else tokens


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Where speeches begin: at the head, at voice tags, at lines that begin with a dash or a note."""
    voices = {index for index, token in enumerate(tokens) if token.kind == "open" and token.name == "v"}
    lines = {
        index + 1: _words_at(tokens, index + 1) for index, token in enumerate(tokens) if token.kind == "line"
    }
    signed = {index for index, words in lines.items() if _MUSIC.match(words)}
    any_dash = _DASH.match(_words_at(tokens, 0))
    for index, words in lines.items():
        dash = _DASH.match(words)
        if dash and (
            any_dash or not words[dash.end() : dash.end() + 1].islower()
        ):  # else: — he said — is one
            signed.add(index)
    return sorted({0, *voices, *signed})


def _words_at(tokens: Sequence[Token], start: int) -> str:
    """The text that begins at a token, behind markup; empty where something else comes first."""
    while start < len(tokens) and tokens[start].kind in {"open", "place"}:
        start += 1
    return tokens[start].text if start < len(tokens) and tokens[start].kind == "text" else ""


def _line_end(source: str, cue: Cue) -> int:
    """Where the line ends that the last words of a cue stand on, its line end included."""
    match = _REST.match(source, cue.lines[-1].end)
    return match.end() if match else cue.lines[-1].end


def _speech(raw: list[Token], outer: Span, *, dashes: bool, shared: bool) -> Speech:
    """``raw`` without the signs, the voice and the markup around it."""
    tokens, sign, voice, dash = trimmed(raw), "", "", None
    for _layer in range(_LAYERS):
        before = tokens
        if tokens and tokens[0].name == "v" and tokens[0].kind == "open":
            voice = tokens[0].text
            tokens = tokens[1:-1] if pairs(tokens).get(0) == len(tokens) - 1 else tokens[1:]
        elif dashes and not dash and (match := _DASH.match(_text_of(tokens[:1]))):
            sign += "-"
            dash = Span(tokens[0].start, tokens[0].start + match.end())
            tokens = [_without(tokens[0], match.end()), *tokens[1:]]
        elif match := _MUSIC.match(_text_of(tokens[:1])):
            sign += "♪" * ("♪" not in sign)
            tokens = [_without(tokens[0], match.end()), *tokens[1:]]
        elif last := _music_at_end(tokens):
            sign += "♪" * ("♪" not in sign)
            tokens = [*tokens[:-1], _without(tokens[-1], 0, last)]
        elif (inside := _unwrapped(tokens)) is not tokens and (shared or sign or _is_sung(inside)):
            tokens = inside
        if tokens is before:
            break
        tokens = trimmed(tokens)
    return Speech(tuple(tokens), outer, sign, voice, shared, dash)


def _text_of(tokens: Sequence[Token]) -> str:
    return tokens[0].text if tokens and tokens[0].kind == "text" else ""


def _is_sung(tokens: list[Token]) -> bool:
    inside = trimmed(tokens)
    return bool(_MUSIC.match(_text_of(inside[:1])) or _music_at_end(inside))


def _music_at_end(tokens: Sequence[Token]) -> int:
    """How many code points of the last token are notes."""
    text = _text_of(tokens[-1:])
    return len(text) - len(text.rstrip("♪♫"))
