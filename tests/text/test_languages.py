"""Which language: codes, file names, texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.errors import ConfigError
from dvomova.text.languages import code, in_language, neutral, of_path, of_text, other


@pytest.mark.parametrize(
    ("written", "meant"),
    [("uk", "uk"), ("UA", "uk"), (" en ", "en"), ("en-GB", "en"), ("uk_UA", "uk"), ("ukr", "uk")],
)
def test_codes_that_people_write(written, meant):
    assert code(written) == meant


@pytest.mark.parametrize("written", ["de", "", "ukraine", "e n"])
def test_other_codes_are_refused_with_a_cure(written):
    with pytest.raises(ConfigError) as caught:
        code(written)
    assert "uk / en" in str(caught.value)


@pytest.mark.parametrize(
    ("path", "language", "domain", "english"),
    [
        ("izium.uk.md", "uk", "izium", "izium.en.md"),
        ("news/izium.ua.txt", "uk", "news/izium", "news/izium.en.txt"),
        ("content/uk/a/b.md", "uk", "content/a/b", "content/en/a/b.md"),
        ("uk/a.md", "uk", "a", "en/a.md"),
        ("uk/docs/en/a.md", "en", "uk/docs/a", "uk/docs/en/a.md"),
        ("config/locales/uk.yml", "uk", "config/locales", "config/locales/en.yml"),
        ("uk.json", "uk", "messages", "en.json"),
        ("uk/en.json", "en", "uk", "uk/en.json"),
        ("README.md", None, "README", "README.en.md"),
        ("ukraine/menu.md", None, "ukraine/menu", "ukraine/menu.en.md"),
        ("v1.2/a.b.txt", None, "v1.2/a.b", "v1.2/a.b.en.txt"),
        ("стаття про міст.uk.txt", "uk", "стаття про міст", "стаття про міст.en.txt"),
    ],
)
def test_what_a_path_says(path, language, domain, english):
    assert of_path(path) == language
    assert neutral(path) == domain
    assert in_language(path, "en") == english


@given(
    st.lists(st.sampled_from(["news", "uk", "en", "a.b", "статті"]), max_size=3),
    st.sampled_from(["md", "txt"]),
)
def test_the_two_names_of_an_article_lead_to_each_other(folders, suffix):
    path = "/".join([*folders, f"izium.{suffix}"])
    english, ukrainian = in_language(path, "en"), in_language(path, "uk")
    assert (of_path(english), of_path(ukrainian)) == ("en", "uk")
    assert in_language(english, "uk") == ukrainian
    assert neutral(english) == neutral(ukrainian)


def test_a_text_is_told_by_its_script():
    assert of_text("Міст відкрито. The bridge.") == "uk"
    assert of_text("The bridge is open, каже мер.") == "en"
    assert of_text("123") == "en"
    assert (other("uk"), other("en")) == ("en", "uk")
