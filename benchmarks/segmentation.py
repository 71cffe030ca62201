"""How well and how fast sentences are split, beside the peers that happen to be installed.

    python benchmarks/segmentation.py FOLDER

FOLDER holds gold files, ``<language>_<name>.jsonl``: one JSON document a line with ``paras``, each of
them ``text``, ``ends`` (end offsets of its sentences) and ``ignore`` (offsets that count neither way).
Printed is F1 of the boundaries inside paragraphs (a paragraph's own end counts for nobody), MB of
UTF-8 a second, and how many times as fast dvomova is as each peer; then, for the texts of a language
laid end to end to one paragraph, seconds for it and for ten of it. Peers: tokenize-uk and choppa-srx,
which carry LanguageTool's rules, sentencex, blingfire, pysbd, syntok; what is not installed is named.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from itertools import accumulate
from pathlib import Path

from dvomova.segmenters.sentences import Sentences


def dvomova():
    sentences = Sentences()
    return lambda text, language: [end for _start, end in sentences.split(text, language)]


def tokenize_uk():
    split = importlib.import_module("tokenize_uk").tokenize_sents
    return lambda text, _language: ends_of(text, split(text))


def choppa():
    parser = importlib.import_module("choppa.srx_parser")
    iterators = importlib.import_module("choppa.iterators")
    folder = Path(iterators.__file__).parent / "data" / "srx"
    document = parser.SrxDocument(ruleset=folder / "languagetool_segment.srx")
    return lambda text, language: ends_of(text, list(iterators.SrxTextIterator(document, language, text)))


def sentencex():
    split = importlib.import_module("sentencex").segment
    return lambda text, language: ends_of(text, split(language, text))


def blingfire():
    split = importlib.import_module("blingfire").text_to_sentences
    return lambda text, _language: ends_of(text, split(text).split("\n"))


def pysbd():
    segmenter = importlib.import_module("pysbd").Segmenter
    known = {"en": segmenter(language="en", clean=False)}  # it has no Ukrainian
    return lambda text, language: ends_of(text, known.get(language, known["en"]).segment(text))


def syntok():
    split = importlib.import_module("syntok.segmenter").analyze
    return lambda text, _language: [
        sentence[-1].offset + len(sentence[-1].value) for paragraph in split(text) for sentence in paragraph
    ]


def ends_of(text, sentences):
    """End offsets of sentences that a peer gave as strings, found again by their visible characters."""
    solid = [offset for offset, char in enumerate(text, 1) if not char.isspace()]
    counts = accumulate(len("".join(sentence.split())) for sentence in sentences)
    return [solid[min(count, len(solid)) - 1] for count in counts if count]


def read(path):
    for line in path.read_text("utf-8").splitlines():
        yield from (paragraph for paragraph in json.loads(line)["paras"] if paragraph["text"].strip())


def boundaries(text, ends):
    """Boundaries as counts of the visible characters before them, without the text's own ends."""
    counts = [0, *accumulate(not char.isspace() for char in text)]
    return {counts[min(end, len(text))] for end in ends} - {0, counts[-1]}


def score(split, paragraphs, language):
    """F1 of inner boundaries, and MB a second: the best of three, for machines are never quiet."""
    right = found = wanted = 0
    seconds = float("inf")
    for _time in range(3):
        begin = time.process_time()
        answers = [list(split(paragraph["text"], language)) for paragraph in paragraphs]
        seconds = min(seconds, time.process_time() - begin)
    for paragraph, ends in zip(paragraphs, answers, strict=True):
        text = paragraph["text"]
        gold = boundaries(text, paragraph["ends"])
        got = boundaries(text, ends) - (boundaries(text, paragraph.get("ignore", ())) - gold)
        right, found, wanted = right + len(gold & got), found + len(got), wanted + len(gold)
    size = sum(len(paragraph["text"].encode()) for paragraph in paragraphs) / 1e6
    return 2 * right / (found + wanted or 1), size / seconds


def growth(paragraphs, language):
    """Seconds for all paragraphs as one, and for that ten times over."""
    split = dvomova()
    text = " ".join(paragraph["text"] for paragraph in paragraphs)
    seconds = []
    for times in (1, 10):
        begin = time.process_time()
        split(" ".join([text] * times), language)
        seconds.append(time.process_time() - begin)
    size = len(text.encode()) / 1e6
    return f"{size:.2f} MB {seconds[0]:.2f} s, {10 * size:.1f} MB {seconds[1]:.2f} s"


def contestants():
    for peer in (dvomova, tokenize_uk, choppa, sentencex, blingfire, pysbd, syntok):
        try:
            yield peer.__name__, peer()
        except ImportError:
            print(f"{peer.__name__}: not installed, left out")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    paths = sorted(Path(sys.argv[1]).glob("??_*.jsonl"))
    if not paths:
        sys.exit(f"{sys.argv[1]}: no gold files (<language>_<name>.jsonl) there")
    peers = list(contestants())
    print(f"{'':32}" + "".join(f"{name:>22}" for name, _split in peers))
    longest = {}
    for path in paths:
        paragraphs, language = list(read(path)), path.name[:2]
        results = [score(split, paragraphs, language) for _name, split in peers]
        own = results[0][1]
        cells = (f"{f1:8.4f} {speed:6.2f}/s {own / speed:5.1f}×" for f1, speed in results)
        print(f"{path.name:32}" + "".join(cells))
        if len(paragraphs) > len(longest.get(language, ())):
            longest[language] = paragraphs
    print("F1 of the boundaries inside paragraphs; MB a second; how many times as fast dvomova is")
    for language, paragraphs in longest.items():
        print(f"{language}, one paragraph: {growth(paragraphs, language)}")


if __name__ == "__main__":
    main()
