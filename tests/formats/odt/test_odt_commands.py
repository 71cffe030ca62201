"""An OpenDocument text through the whole loop, as an editor takes it; and opened by LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "text", "style")
} | {
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
BOLD = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
)
TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
ENTRIES = "".join(
    f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
    for path, kind in (("/", TYPE), ("content.xml", "text/xml"))
)
CATALOG = "locales/uk/LC_MESSAGES/library.po"
TRANSLATIONS = {
    "The library that lent electricity": "Бібліотека, що позичала світло",
    "For eleven weeks there was <b>no light</b>.": "Одинадцять тижнів <b>не було світла</b>.",
    "Then they asked <1>the firemen</1>.": "Тоді попросили <1>пожежників</1>.",
    "Forty power banks": "Сорок павербанків",
}


def odt(body: str) -> bytes:
    """A text with that body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {DECLARED} office:version="1.3">'
        f"<office:automatic-styles>{BOLD}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", TYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{MANIFEST}">{ENTRIES}</m:manifest>')
    return file.getvalue()


BODY = (
    '<text:h text:outline-level="1">The library that lent electricity</text:h>'
    '<text:p>For eleven weeks there was <text:span text:style-name="T1">no light</text:span>. Then they '
    'asked <text:a xlink:type="simple" xlink:href="https://example.org/">the firemen</text:a>.</text:p>'
    "<text:list><text:list-item><text:p>Forty power banks</text:p></text:list-item></text:list>"
)


def content_of(path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("content.xml").decode()


@pytest.fixture
def library(desk):
    """A document whose catalog is translated."""
    desk.write("library.en.odt", odt(BODY))
    desk.ok("update", "library.en.odt")
    assert list(desk.targets(CATALOG)) == list(TRANSLATIONS)
    desk.translate(CATALOG, TRANSLATIONS)
    return desk


def test_the_loop(library):
    library.ok("build")
    built = content_of(library.root / "library.uk.odt")
    assert '<text:span text:style-name="T1">не було світла</text:span>' in built
    assert 'xlink:href="https://example.org/">пожежників</text:a>' in built
    library.write("library.en.odt", odt(BODY.replace("Forty", "Fifty")))
    assert "1 out of date" in library.ok("update").err
    assert "[-Forty-]{+Fifty+} power banks" in library.ok("diff").out
    library.ok("build", "--stale", "source")
    assert "Fifty power banks" in content_of(library.root / "library.uk.odt")
    library.ok("undo")
    assert content_of(library.root / "library.uk.odt") == built


def test_what_is_not_translated_is_left_out(desk):
    desk.write("library.en.odt", odt(BODY))
    desk.ok("update", "library.en.odt")
    sentence = "Then they asked <1>the firemen</1>."
    desk.translate(CATALOG, {sentence: TRANSLATIONS[sentence]})
    desk.ok("build", "--untranslated", "omit")
    built = content_of(desk.root / "library.uk.odt")
    body = built[built.index("<office:text>") :]
    assert re.sub("<[^<>]*>", "", body) == "Тоді попросили пожежників."
    assert "<text:h" not in body


@pytest.mark.interop
def test_libreoffice_shows_the_translation(library, shown):
    library.ok("build")
    text = shown(library.root / "library.uk.odt")
    for words in TRANSLATIONS.values():
        assert re.sub(r"<[^<>]*>", "", words) in text
    assert not re.search("[A-Za-z]", text)
