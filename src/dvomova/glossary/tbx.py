"""Glossaries as files that other tools read: TBX-Basic (ISO 30042:2019), and what others write as TBX.

Written is version 3, dialect TBX-Basic, style DCA, as its core structure and its rules (LTAC) say; for
tools that know no other also version 2. Read are both (``martif``, ``tbx``), of whatever dialect, style DCA
or DCT: what TBX-Basic has, and what has no place in a glossary is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from xml.sax.saxutils import escape

from dvomova.errors import FileError
from dvomova.glossary.records import PARTS_OF_SPEECH, Entry, Read, Wording, entry
from dvomova.glossary.xml import Element, parsed
from dvomova.text.languages import LANGUAGES

_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_DEPRECATED = "deprecatedTerm-admn-sts"
_OURS = "dvomova: "
"""How a note begins that says what TBX-Basic has no place for."""
_PROPER, _FORM, _VERBATIM = f"{_OURS}proper noun", f"{_OURS}form: ", f"{_OURS}do not translate"
_ENTRIES = {"conceptEntry", "termEntry"}
_SECTIONS = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}
_SHELLS = {"termGrp", "termNoteGrp", "descripGrp", "adminGrp"}
"""Elements that only hold others together."""
_QUIET = {"date", "transacGrp", "transac", "transacNote", "id"}
"""Who wrote an entry and when: nobody misses it in a glossary."""
_SHORT_PARTS = {"propernoun": "proper noun", "n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb"}


def read(data: bytes, name: str) -> Read:
    """The entries of a TBX file that have a term in one of our languages at least.

    Definitions and notes are lines of one text. Variants of a language (``uk-UA``) count as it.

    Args:
        data: the file; of any encoding that XML knows.
        name: what errors call it.

    Raises:
        FileError: it is no TBX, or declares entities; with the line.
    """
    root = parsed(data, name)
    if root.name not in {"tbx", "martif"}:
        raise FileError(
            _("this is no TBX file (it begins with <{tag}>)").format(tag=root.name), path=name, line=root.line
        )
    left_out: Counter[str] = Counter()
    entries = [one for element in root.all(_ENTRIES) if (one := _entry(element, left_out))]
    told = [f"{what} ×{number}" for what, number in left_out.most_common()]
    return Read(tuple(entries), tuple((0, what) for what in told))


class _Said:
    """What an entry says besides its terms."""

    def __init__(self) -> None:
        self.wordings: dict[str, list[list[str]]] = {language: [[], [], []] for language in LANGUAGES}
        self.first: dict[str, str] = {}
        """The term to use, where one is called so, by language."""
        self.rest = {"part_of_speech": "", "domain": ""}
        self.notes: list[str] = []
        self.verbatim = False


def _entry(element: Element, left_out: Counter[str]) -> Entry | None:
    said = _Said()
    for part in _parts(element):
        if part.name in _SECTIONS:
            _section(part, said, left_out)
        else:
            _describe(part, said, left_out)
    wordings = []
    for language in LANGUAGES:
        terms, forms, forbidden = said.wordings[language]
        first = said.first.get(language)
        if first in terms:
            terms = [first, *(term for term in terms if term != first)]
        wordings.append(Wording(*(tuple(dict.fromkeys(texts)) for texts in (terms, forms, forbidden))))
    if not any(wording.terms for wording in wordings):
        return None
    uk, en = wordings
    return entry(uk, en, verbatim=said.verbatim, note="\n".join(dict.fromkeys(said.notes)), **said.rest)


def _parts(element: Element) -> Iterator[Element]:
    for part in element.children:
        if part.name in _SHELLS:
            yield from _parts(part)
        else:
            yield part


def _section(section: Element, said: _Said, left_out: Counter[str]) -> None:
    language = section.attributes.get("lang", "").replace("_", "-").partition("-")[0].lower()
    if language not in LANGUAGES:
        left_out[f"xml:lang={language}"] += 1
        return
    for part in _parts(section):
        if part.name in _TERMS:
            _term(part, language, said, left_out)
        else:
            _describe(part, said, left_out)


def _term(section: Element, language: str, said: _Said, left_out: Counter[str]) -> None:
    terms, forms, forbidden = said.wordings[language]
    text, status = "", ""
    for part in _parts(section):
        if part.name == "term":
            text = part.text
        elif part.kind == "administrativeStatus":
            status = part.text.lower()
        elif part.kind == "note" and part.text.startswith(_FORM):
            forms.append(part.text.removeprefix(_FORM))
        else:
            _describe(part, said, left_out)
    if not text:
        return
    if status.startswith(("deprecated", "superseded", "forbidden", "obsolete")):
        forbidden.append(text)
        return
    if status.startswith("preferred"):
        said.first.setdefault(language, text)
    terms.append(text)


def _describe(part: Element, said: _Said, left_out: Counter[str]) -> None:
    kind, text = part.kind, part.text
    if kind == "partOfSpeech":
        small = text.lower().replace("_", " ")
        known = _SHORT_PARTS.get(small.replace(" ", ""), small)
        if known not in PARTS_OF_SPEECH:
            left_out[f"partOfSpeech={text}"] += 1
        elif said.rest["part_of_speech"] != "proper noun":
            said.rest["part_of_speech"] = known
    elif kind == "subjectField" and not said.rest["domain"]:
        said.rest["domain"] = text
    elif kind == "note" and text.startswith(_OURS):
        said.verbatim |= text == _VERBATIM
        if text == _PROPER:
            said.rest["part_of_speech"] = "proper noun"
    elif kind in {"note", "definition"} and text:
        said.notes.append(text)
    elif kind not in _QUIET:
        left_out[kind] += 1


_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>dvomova</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
"""
_FOOT = "</body></text>\n</tbx>\n"
_MARTIF_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>dvomova</p></sourceDesc></fileDesc></martifHeader>
<text><body>
"""
_MARTIF_FOOT = "</body></text>\n</martif>\n"
_MARTIF_NAMES = {"conceptEntry": "termEntry", "langSec": "langSet", "termSec": "tig"}


def written(entries: Iterable[Entry]) -> str:
    """Entries as the text of a TBX file."""
    return _HEAD + "".join(_concept(one, number) for number, one in enumerate(entries, 1)) + _FOOT


def written_as_martif(entries: Iterable[Entry]) -> str:
    """The same in version 2 (ISO 30042:2008), which translate-toolkit reads."""
    text = "".join(_concept(one, number) for number, one in enumerate(entries, 1))
    for name, former in _MARTIF_NAMES.items():  # no text has a "<"
        text = text.replace(f"<{name}", f"<{former}").replace(f"</{name}", f"</{former}")
    return _MARTIF_HEAD + text + _MARTIF_FOOT


def _concept(one: Entry, number: int) -> str:
    lines = [f'<conceptEntry id="c{number}">']
    if one.domain:
        lines.append(f'<descrip type="subjectField">{escape(_clean(one.domain))}</descrip>')
    notes = [line for line in one.note.splitlines() if line.strip()]
    notes += [_VERBATIM] if one.verbatim else []
    notes += [_PROPER] if one.part_of_speech == "proper noun" else []
    lines += [f"<note>{escape(_clean(note))}</note>" for note in notes]
    for language in LANGUAGES:
        wording = one.wording(language)
        if sections := list(_terms(wording, one.part_of_speech)):
            lines += [f'<langSec xml:lang="{language}">', *sections, "</langSec>"]
    return "\n".join([*lines, "</conceptEntry>\n"])


def _terms(wording: Wording, part_of_speech: str) -> Iterator[str]:
    part = "noun" if part_of_speech == "proper noun" else part_of_speech
    statuses = [
        *((term, _ADMITTED) for term in wording.terms),
        *((term, _DEPRECATED) for term in wording.forbidden),
    ]
    for place, (term, status) in enumerate(statuses):
        notes = [("administrativeStatus", _PREFERRED if not place and wording.terms else status)]
        notes += [("partOfSpeech", part)] if part else []
        said = "".join(f'<termNote type="{kind}">{escape(value)}</termNote>' for kind, value in notes)
        forms = "".join(
            f"<note>{escape(_clean(_FORM + form))}</note>" for form in ([] if place else wording.forms)
        )
        yield f"<termSec><term>{escape(_clean(term))}</term>{said}{forms}</termSec>"


def _clean(text: str) -> str:
    """A text without what XML 1.0 has no way to write."""
    return "".join(sign for sign in text if (sign >= " " and sign not in "\ufffe\uffff") or sign in "\t\n\r")
