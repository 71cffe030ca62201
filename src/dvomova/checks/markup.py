"""Form: markup, placeholders, what machine translation leaves behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from dvomova.checks.base import Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_TAG = re.compile(r"</?(?:[A-Za-z][\w-]*|\d+)(?:\s[^<>]*)?/?>")
_TAG_NAME = re.compile(r"</?\s*([\w-]+)")
_TICKS = re.compile(r"(?<!\\)``[^`]+``|(?<![\\`])`[^`]+`(?!`)")
_STRONG = re.compile(
    r"(?<![*\\])\*\*(?=[^\s*])(?:(?!\*\*).)+?(?<=[^\s*])\*\*(?!\*)|(?<!\w)__(?=[^\s_])[^_]+__(?!\w)",
    re.DOTALL,
)
_EMPHASIS = re.compile(
    r"(?<![*\\\w])\*(?=[^\s*])[^*]+(?<=[^\s*])\*(?![*\w])|(?<![\w_\\])_(?=[^\s_])[^_]+(?<=[^\s_])_(?![\w_])"
)
_PARTED_LINK = re.compile(r"\]\s+\((?=https?://|/|#)")
_STARS = re.compile(r"(?<!\\)\*+")


def _marked_otherwise(batch: Batch) -> Numbers:
    """Where there are tags, or not as many marks on both sides."""
    source, target = batch.source, batch.target
    ticks = {n for n in batch.marked("`") if source.texts[n].count("`") != target.texts[n].count("`")}
    stars = {n for n in batch.marked("*_") if _other_stars(source.proses[n], target.proses[n])}
    return batch.marked("<") | ticks | stars | target.matching(_PARTED_LINK, code=True)


def _other_stars(one: str, two: str) -> bool:
    return one.count("*") != two.count("*") or one.count("_") != two.count("_")


@check(
    "markup",
    "form",
    Severity.ERROR,
    title=N_("The markup of the translation is not that of the source"),
    why=N_("A tag that is not closed, a star too few, and the page looks broken or says less."),
    rule="CommonMark 0.31; HTML",
    hint=_marked_otherwise,
)
def markup(pair: Pair) -> Iterator[Flaw]:
    """Compare tags, emphasis and code, by kind and number."""
    if _PARTED_LINK.search(pair.target.text) and not _PARTED_LINK.search(pair.source.text):
        match = _PARTED_LINK.search(pair.target.text)
        spans = (Span(*match.span()),) if match else ()
        yield Flaw(_("a space parts the link from its words"), (), spans)
    yield from _tags(pair)
    yield from _stars(pair)
    yield from _codes(pair)


def _tags(pair: Pair) -> Iterator[Flaw]:
    if not pair.has("<"):
        return
    if _TAG.findall(pair.source.text) == _TAG.findall(pair.target.text):
        return
    source, target = (_TAG.findall(_outside_ticks(side)) for side in pair.sides)
    if source == target:
        return
    one, two = Counter(map(_kind, source)), Counter(map(_kind, target))
    if one != two:
        lost, added = one - two, two - one
        names = ", ".join(lost or added)
        message = _("missing in the translation: {tags}") if lost else _("only in the translation: {tags}")
        severity = None if lost else Severity.WARNING
        yield Flaw(message.format(tags=names), *_places(pair, [*lost, *added]), severity=severity)
    elif (crossing := _crossing(target)) and not _crossing(source):
        yield Flaw(
            _("{tag} is closed where it was not opened").format(tag=crossing), *_places(pair, [crossing])
        )


def _outside_ticks(side: Side) -> str:
    return _TICKS.sub(lambda match: " " * len(match[0]), side.text) if "`" in side.text else side.text


def _kind(tag: str) -> str:
    """A tag without its attributes: these may hold texts and addresses, for which other checks are."""
    name = _TAG_NAME.match(tag)
    return f"<{'/' * tag.startswith('</')}{name[1].lower() if name else ''}>"


_VOID = frozenset("br hr img wbr input".split())


def _crossing(tags: list[str]) -> str:
    stack: list[str] = []
    for tag in tags:
        name = _kind(tag).strip("</>")
        if tag.endswith("/>") or name in _VOID:
            continue
        if not tag.startswith("</"):
            stack.append(name)
        elif stack and stack[-1] == name:
            stack.pop()
        else:
            return tag
    return ""


def _places(pair: Pair, kinds: list[str]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    wanted = {_kind(kind) for kind in kinds}
    found = (
        tuple(Span(*m.span()) for m in _TAG.finditer(side.text) if _kind(m[0]) in wanted)
        for side in pair.sides
    )
    source, target = found
    return source, target


def _stars(pair: Pair) -> Iterator[Flaw]:
    if not pair.has("*_"):
        return
    source, target = pair.source.prose, pair.target.prose
    if not _other_stars(source, target):
        return
    for expression in (_STRONG, _EMPHASIS):
        one, two = (len(expression.findall(text)) for text in (source, target))
        if one == two:
            continue
        broken = two < one and _unbalanced(target) and not _unbalanced(source)
        spans = tuple(Span(*match.span()) for match in _STARS.finditer(target))
        if broken:
            yield Flaw(_("the marks of emphasis do not pair"), (), spans)
        elif one > two == 0:
            message = _("the translation has no emphasis")
            where = tuple(Span(*match.span()) for match in expression.finditer(source))
            yield Flaw(message, where, severity=Severity.INFO)
        return


def _unbalanced(text: str) -> bool:
    return sum(len(match[0]) for match in _STARS.finditer(text)) % 2 == 1 or text.count("**") % 2 == 1


def _codes(pair: Pair) -> Iterator[Flaw]:
    if not pair.has("`"):
        return
    source, target = pair.source.text.count("`"), pair.target.text.count("`")
    if source == target:
        return
    if source % 2 == 0 and target % 2 == 1:
        places = tuple(Span(place, place + 1) for place, sign in enumerate(pair.target.text) if sign == "`")
        yield Flaw(_("a code span is not closed"), (), places)
        return
    there = Counter(match[0].strip("`") for match in _TICKS.finditer(pair.target.text))
    for match in _TICKS.finditer(pair.source.text):
        if not there[match[0].strip("`")]:
            message = _("the code is missing: {code}").format(code=match[0])
            yield Flaw(message, (Span(*match.span()),), severity=Severity.INFO)
            return


_NAMED = re.compile(
    r"%\([^()\s]+\)[-#+0]*\d*(?:\.\d+)?[a-zA-Z]|\{\{\s*[\w.|\s]+?\s*\}\}|[$%]\{[^{}\s]+\}"
    r"|(?<![\w{$%])\{(?:[^\W\d][\w.\[\]]*(?:![rsa])?(?::[^{}]*)?|\d)\}(?!\})"
)
_BRACE = re.compile(r"(?<!\{)\{\d*(?:![rsa])?(?::[^{}]*)?\}(?!\})")
_PERCENT = re.compile(r"%(?:\d+\$)?[-#+0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcrsa](?![^\W\d_])")
_SPACE_IN = re.compile(r"\{\s*([\w.|]+)\s*\}")


@check(
    "placeholder",
    "form",
    Severity.ERROR,
    title=N_("A placeholder is lost, added or translated"),
    why=N_("The program puts something there by its name; with another one it fails or shows the braces."),
    rule="Python format strings; printf(3); ICU",
    marks="%{",
)
def placeholder(pair: Pair) -> Iterator[Flaw]:
    """Compare placeholders: named ones wherever they are, others by the flags of the message."""
    source, target = _placeholders(pair.source, pair), _placeholders(pair.target, pair)
    if source == target:
        return
    lost, added = Counter(source) - Counter(target), Counter(target) - Counter(source)
    if _is_singular(pair):
        lost = Counter(one for one in lost if _NAMED.fullmatch(one) and len(lost) > 1)
    if lost:
        message = _("the placeholder is missing: {names}").format(names=", ".join(lost))
    elif added:
        message = _("the source has no such placeholder: {names}").format(names=", ".join(added))
    else:
        return
    yield Flaw(message, _where(pair.source, lost), _where(pair.target, added))


def _placeholders(side: Side, pair: Pair) -> list[str]:
    flags = pair.unit.flags if pair.unit else ()
    text = side.text
    if "`" in side.text:
        text = _TICKS.sub("", text)
    found = [_SPACE_IN.sub(r"{\1}", one) for one in _NAMED.findall(text)]
    if any(flag.endswith("brace-format") and not flag.startswith("no-") for flag in flags):
        found += [one for one in _BRACE.findall(text) if one not in found]
    if any(flag in {"c-format", "python-format", "php-format"} for flag in flags):
        found += [one for one in _PERCENT.findall(text.replace("%%", "")) if one not in found]
    return sorted(found)


def _is_singular(pair: Pair) -> bool:
    """Whether this is the form of a message for one, which may say “one” instead of the number."""
    return pair.unit is not None and pair.unit.plural is not None and pair.source.text == pair.unit.source


def _where(side: Side, names: Counter[str]) -> tuple[Span, ...]:
    places = ((side.text.find(name), name) for name in names)
    return tuple(Span(place, place + len(name)) for place, name in places if place >= 0)


_ESCAPED_TWICE = re.compile(r"&amp;(?:[a-zA-Z]{2,8}|#\d{1,5}|#[xX][0-9A-Fa-f]{1,5});")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|laquo|raquo|mdash|ndash|#\d{1,5}|#[xX][0-9A-Fa-f]{1,5});")
_LEFT_OVER = re.compile(
    r"__?[A-Z]{2,}_?\d+__?|⟦\d*⟧|\[\[\d+\]\]|@@\w+@@|<x\s+id=|\bPLACEHOLDER_?\d+|"
    r"MYMEMORY WARNING|YOU USED ALL AVAILABLE FREE TRANSLATIONS|QUERY LENGTH LIMIT|NO QUERY SPECIFIED|"
    r"INVALID LANGUAGE PAIR|"
    r"Error 500|Too Many Requests|quota exceeded|"
    r"^\s*(?:Translation|Переклад|Translated text|Українською|Ukrainian|Український переклад|"
    r"English translation)\s*:|"
    r"^(?:Here is|Here’s|Here's|Ось|Sure[,!]|Certainly[,!]|Звісно[,!])[^.:\n]{0,40}(?:translation|переклад)|"
    r"\b(?:As an AI|as a language model|Як мовна модель|Як штучний інтелект)\b|"
    r"<\s/?\s?[a-z]+\s?>|</\s[a-z]+\s?>|%\s\(\w+\)\s?s\b",
    re.IGNORECASE | re.MULTILINE,
)
_TALK = frozenset(
    "mymemory translations query quota requests ai model translation translated переклад штучний модель "
    "language українською ukrainian placeholder placeholder_1 500".split()
)
_SIGNS = ("__", "⟦", "[[", "@@", "< ", "</ ", "<x ", "% (")


def _like_machines(batch: Batch) -> Numbers:
    target = batch.target
    signs = {number for number in target.marked("_⟦[@<%") if _has_signs(target.texts[number])}
    return target.marked("&") | signs | target.saying(_TALK)


def _has_signs(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


@check(
    "mt-artifact",
    "form",
    Severity.ERROR,
    title=N_("Machine translation left something behind"),
    why=N_("Entities, tokens, error messages and the small talk of an engine are no part of the text."),
    hint=_like_machines,
    mechanical=True,
)
def mt_artifact(pair: Pair) -> Iterator[Flaw]:
    """Entities and phrases of engines that the source has not."""
    target = pair.target
    if "&" in target.text and ";" in target.text:
        found = [m for m in _ENTITY.finditer(target.text) if m[0] not in pair.source.text] or [
            m for m in _ESCAPED_TWICE.finditer(target.text) if m[0] not in pair.source.text
        ]
        if found:
            edits = tuple(Edit(Span(*match.span()), unescape(match[0])) for match in found)
            message = _("the source has no {text}, so this is not meant").format(text=found[0][0])
            yield Flaw(message, (), tuple(edit.span for edit in edits), edits)
    if target.vocabulary.isdisjoint(_TALK) and not _has_signs(target.text):
        return
    for match in _LEFT_OVER.finditer(target.text):
        if not _LEFT_OVER.search(pair.source.text):
            message = _("left over from a machine: {text}").format(text=match[0].strip())
            yield Flaw(message, (), (Span(*match.span()),))
            return
