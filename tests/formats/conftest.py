"""Documents of word processors, put together from their XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WRITTEN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ENDINGS = {"xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml"}
ROOTS = {
    "word/document.xml": ("document", "<w:body>", "</w:body>"),
    "word/footnotes.xml": ("footnotes", '<w:footnote w:id="1">', "</w:footnote>"),
    "word/endnotes.xml": ("endnotes", '<w:endnote w:id="1">', "</w:endnote>"),
    "word/header1.xml": ("hdr", "", ""),
    "word/footer1.xml": ("ftr", "", ""),
    "word/styles.xml": ("styles", "", ""),
    "word/settings.xml": ("settings", "", ""),
}


def part(name: str, content: str) -> str:
    """A part of a Word document around its content."""
    if name not in ROOTS:
        return content
    root, before, after = ROOTS[name]
    return f"{HEAD}<w:{root} {DECLARED}>{before}{content}{after}</w:{root}>"


def word_file(
    body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None
) -> bytes:
    """A Word document with that body; other parts by their names, targets of links by their ids."""
    content = {"word/document.xml": body, **(parts or {})}
    kinds = {name: re.sub(r"word/|\d*\.xml", "", name) for name in content if name in ROOTS}
    relations = [
        f'<Relationship Id="p{number}" Type="{RELATED}/{kind}" Target="{name.removeprefix("word/")}"/>'
        for number, (name, kind) in enumerate(kinds.items())
    ]
    relations += [
        f'<Relationship Id="{key}" Type="{RELATED}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    types = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in ENDINGS.items()]
    types += [
        f'<Override PartName="/{name}" ContentType="{WRITTEN}.{kind}+xml"/>'
        for name, kind in {**kinds, "word/document.xml": "document.main"}.items()
    ]
    members = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{"".join(types)}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="d" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="c" Type="{PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{''.join(relations)}</Relationships>",
        **{name: part(name, text) for name, text in content.items()},
    }
    return zipped(members)


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 3, 4, 5, 6, 8)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    """Makes Word documents: see ``word_file``."""
    return word_file
