"""Whether a translation goes by the glossary."""

from __future__ import annotations

import pytest

from dvomova.glossary.records import Wording, entry
from dvomova.glossary.usage import Glossary


def term(uk, en, *, not_uk=(), not_en=(), **rest):
    def texts(text):
        return tuple(text.split("|"))

    return entry(Wording(texts(uk), (), not_uk), Wording(texts(en), (), not_en), **rest)


GLOSSARY = Glossary(
    [
        term("Київ", "Kyiv", not_en=("Kiev",)),
        term("котлета по-київськи", "chicken Kiev"),
        term("павербанк|портативна батарея", "power bank", not_uk=("зовнішній акумулятор",)),
        term("лист", "letter"),
        term("лист", "leaf"),
        term("Signal", "Signal", verbatim=True),
        entry(Wording(("Оскіл",)), Wording()),
    ]
)


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Near Kyiv.", "Біля Києва.", "en", []),
        ("Near Kyiv.", "Біля Харкова.", "en", [("missing", "Київ", "")]),
        ("У Києві.", "In Kiev.", "uk", [("forbidden", "Kyiv", "Kiev")]),
        ("У Києві — котлети по-київськи.", "Kyiv has chicken Kiev.", "uk", []),
        ("Power banks.", "Портативні батареї.", "en", []),
        ("Power banks.", "Зовнішні акумулятори.", "en", [("forbidden", "павербанк", "Зовнішні акумулятори")]),
        ("Листи.", "Leaves.", "uk", []),
        ("Листи.", "Letters.", "uk", []),
        ("Листи.", "Sheets.", "uk", [("missing", "letter", "")]),
        ("By Signal.", "Через Сигнал.", "en", [("missing", "Signal", "")]),
        ("Оскіл.", "A river.", "uk", []),
        ("Батареї.", "In Kiev.", "uk", []),
    ],
)
def test_faults(source, target, language, expected):
    faults = GLOSSARY.faults(source, target, language)
    assert [(one.kind, one.expected, one.found) for one in faults] == expected
    for one in faults:
        assert source[slice(*one.source)] == one.term
        assert one.target is None or target[slice(*one.target)] == one.found


def test_masks():
    text = "У Києві листи, павербанки і Signal."
    masks = [(text[slice(*span)], target) for span, target in GLOSSARY.masks(text, "uk")]
    assert masks == [("Києві", "Kyiv"), ("павербанки", "power bank"), ("Signal", "Signal")]
    text = "Kyiv, Signal"
    assert [target for _span, target in GLOSSARY.masks(text, "en")] == ["Signal"]
