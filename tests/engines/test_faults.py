"""Each engine against a server that speaks its interface, with every fault that engines have."""

import pytest
from tests.engines.conftest import KEY, WARNING, translation

TEXT = "The **old** bridge at Izium was blown up in 2022."
CALM = "Engineers built a new one in nine weeks."
EXPECTED = translation(TEXT)
NAMES = ("libre", "deepl", "microsoft", "chatgpt", "google", "mymemory")
APART = ("libre", "deepl", "mymemory")
"""Those whose every fault is tried."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", [TEXT, "Старий **міст** висадили в повітря."])
def test_it_translates_and_nothing_but_the_text_goes_out(server, guard_of, name, text):
    source, target = ("en", "uk") if text == TEXT else ("uk", "en")
    outcome = guard_of(name).translate([f"  {text}\n"], source, target)[0]
    assert outcome.target == f"  {translation(text, target)}\n"
    assert not outcome.reason
    assert len(server.texts) == 1
    assert "**" not in server.texts[0]


def test_each_says_its_key_where_its_maker_wants_it_and_never_in_the_address(server, guard_of):
    for name in ("libre", "deepl", "microsoft", "chatgpt"):
        guard_of(name, region="westeurope").translate([TEXT], "en", "uk")
    libre, deepl, microsoft, chatgpt = server.requests
    assert f'"api_key": "{KEY}"' in libre.body
    assert deepl.headers["Authorization"] == f"DeepL-Auth-Key {KEY}"
    assert microsoft.headers["Ocp-Apim-Subscription-Key"] == KEY
    assert microsoft.headers["Ocp-Apim-Subscription-Region"] == "westeurope"
    assert chatgpt.headers["Authorization"] == f"Bearer {KEY}"
    assert not any(KEY in str(request.query) for request in server.requests)


def test_languages_are_called_as_each_engine_calls_them(server, guard_of):
    guard_of("mymemory").translate([TEXT], "en", "uk")
    guard_of("deepl").translate(["Міст знову стоїть."], "uk", "en")
    assert server.requests[0].query["langpair"] == "en-GB|uk-UA"
    assert '"source_lang": "UK"' in server.requests[1].body
    assert '"target_lang": "EN-GB"' in server.requests[1].body


PASSING = ("429 soon", "500", "503", "html", "cut", "slow", "one short")


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_waited_out(server, guard_of, name, fault):
    server.fail(fault)
    guard = guard_of(name, timeout=2 if fault == "slow" else 10)
    assert [one.target for one in guard.translate([TEXT], "en", "uk")] == [EXPECTED]
    assert len(server.requests) == 2
    assert server.answered.total() == 1


@pytest.mark.parametrize("name", APART)
def test_it_waits_as_long_as_retry_after_says(server, guard_of, name):
    server.fail("429")
    guard = guard_of(name)
    assert guard.translate([TEXT], "en", "uk")[0].target
    assert [wait for wait in guard_of.waits() if wait > 5] == [7]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fault", ["500", "html", "cut"])
def test_what_does_not_pass_is_a_failure_that_tells_neither_text_nor_key(server, guard_of, name, fault):
    server.fault = lambda _number, _texts: fault
    outcome = guard_of(name).translate([TEXT], "en", "uk")[0]
    assert not outcome.target
    assert outcome.reason
    for secret in (KEY, "bridge", "Izium", "127.0.0.1"):
        assert secret not in outcome.reason
    assert len(server.requests) == 5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fault", ["403", "456", "moved", "429 late"])
def test_where_the_key_or_the_quota_is_at_fault_nothing_more_is_asked(server, guard_of, name, fault):
    server.fault = lambda _number, _texts: fault
    texts = [f"Number {number} of the long list of sentences." for number in range(300)]
    outcomes = guard_of(name).translate(texts, "en", "uk")
    assert len(server.requests) == 1
    assert not any(outcome.target for outcome in outcomes)
    assert all(outcome.reason for outcome in outcomes)
    assert {request.path for request in server.requests} != {"/elsewhere"}


SPOILED = (
    "dropped",
    "doubled",
    "entities",
    "empty",
    "none",
    "russian",
    "untranslated",
    "numbers",
    "long",
    "markup",
)


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_answer_is_asked_for_once_more(server, guard_of, name, fault):
    server.fail(fault)
    assert guard_of(name).translate([TEXT], "en", "uk")[0].target == EXPECTED
    assert len(server.requests) == 2


@pytest.mark.parametrize("name", APART)
@pytest.mark.parametrize("fault", SPOILED)
def test_an_answer_that_stays_spoiled_is_no_draft_and_not_kept(server, guard_of, name, fault):
    server.fault = lambda _number, texts: fault if "old" in texts[0] else ""
    guard = guard_of(name)
    bad, good = guard.translate([TEXT, CALM], "en", "uk")
    assert not bad.target
    assert bad.reason
    assert KEY not in bad.reason
    assert good.target == translation(CALM)
    asked = len(server.requests)
    server.fail()
    assert [one.target for one in guard.translate([TEXT, CALM], "en", "uk")] == [EXPECTED, translation(CALM)]
    assert len(server.requests) == asked + 1


REASONS = {
    "dropped": "markup was lost",
    "doubled": "markup came back twice",
    "entities": "entities",
    "empty": "no translation",
    "none": "no translation",
    "russian": "another language",
    "untranslated": "came back untranslated",
    "numbers": "lacks what the text says in numbers: 2022",
    "long": "longer or shorter",
    "markup": "markup is not that of the text",
}


@pytest.mark.parametrize("fault", SPOILED)
def test_the_reason_is_told(server, guard_of, fault):
    server.fault = lambda _number, _texts: fault
    assert REASONS[fault] in guard_of("libre").translate([TEXT], "en", "uk")[0].reason.replace("\n", " ")


@pytest.mark.parametrize("name", ["chatgpt", "google", "mymemory"])  # which are asked text by text
def test_a_warning_about_the_quota_is_no_translation_and_ends_the_run(server, guard_of, name):
    server.fault = lambda number, _texts: "quota" if number else ""
    guard = guard_of(name)
    texts = [f"This is a sentence about {word} and more." for word in ("bread", "water", "light", "roads")]
    outcomes = guard.translate(texts, "en", "uk")
    assert [bool(outcome.target) for outcome in outcomes] == [True, False, False, False]
    assert "quota" in outcomes[1].reason
    assert len(server.requests) == 2
    assert not guard.answers.of(guard.name, "en", "uk", server.texts[1:])
    assert WARNING not in "".join(outcome.target for outcome in outcomes)


def test_a_bad_text_does_not_take_the_others_of_its_request_along(server, guard_of):
    texts = [f"Sentence number {number} is about bridges." for number in range(16)]
    server.fault = lambda _number, asked: "400" if any("number 11 " in one for one in asked) else ""
    outcomes = guard_of("deepl").translate(texts, "en", "uk")
    assert [number for number, one in enumerate(outcomes) if not one.target] == [11]
    assert max(server.answered.values()) == 1


def test_an_engine_whose_reply_is_no_dictionary_is_no_traceback(server, guard_of, monkeypatch):
    from dvomova.engines.connection import Reply

    monkeypatch.setattr(Reply, "json", lambda _self: [None])
    for name in ("libre", "deepl", "microsoft", "chatgpt", "mymemory"):
        outcome = guard_of(name).translate([TEXT], "en", "uk")[0]
        assert "does not answer as an engine does" in outcome.reason


def test_yandex_is_asked_by_its_first_interface(server, guard_of):
    assert guard_of("yandex").translate([CALM], "en", "uk")[0].target == translation(CALM)
    assert server.requests[0].path == "/api/v1.5/tr.json/translate"
