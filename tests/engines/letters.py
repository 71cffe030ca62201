"""A real LibreTranslate with a model made by hand, which writes each letter in the other alphabet.

    python letters.py FOLDER PORT

is run by a Python that has libretranslate; FOLDER gets the model, then the server listens. The model is a
transformer of one layer: the decoder's attention goes to the place where it writes, and takes the sign there.
"""

from __future__ import annotations

import json
import os
import sys
from io import BytesIO
from pathlib import Path

LATIN = "abcdefghijklmnopqrstuvwyz"  # no x, which stands in the tokens of a guard
CYRILLIC = "абцдефгхійклмнопжрстувшиз"
NAMES = {"en": "English", "uk": "Ukrainian"}
SIGNS = "".join(map(chr, (*range(33, 127), *range(0x400, 0x460)))) + "ґҐ«»“”’–—…"
LONGEST = 256
"""Characters of the longest text."""


def package(folder: Path, source: str, target: str, letters: dict[str, str]) -> None:
    """Write a package as Argos Translate, which LibreTranslate is built on, installs them."""
    import sentencepiece

    place = folder / f"translate-{source}_{target}-1_0"
    (place / "model").mkdir(parents=True)
    about = {"package_version": "1.0", "argos_version": "1.9", "type": "translate"}
    about |= {"from_code": source, "from_name": NAMES[source], "to_code": target, "to_name": NAMES[target]}
    (place / "metadata.json").write_text(json.dumps(about))
    model = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(SIGNS), *SIGNS]),
        model_writer=model,
        model_type="char",
        vocab_size=len(SIGNS) + 4,
        hard_vocab_limit=False,
        character_coverage=1.0,
        normalization_rule_name="identity",
        add_dummy_prefix=False,
        minloglevel=2,
    )
    (place / "sentencepiece.model").write_bytes(model.getvalue())
    pieces = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    transformer(tokens, letters).save(str(place / "model"))


def transformer(tokens: list[str], letters: dict[str, str]):
    """The model, as CTranslate2 wants it."""
    import numpy as np
    from ctranslate2.specs import TransformerSpec

    size = -(-(len(tokens) + LONGEST) // 8) * 8
    spec = TransformerSpec.from_config(1, 1, pre_norm=True)
    words = np.eye(len(tokens), size, dtype=np.float32)
    places = np.eye(LONGEST, size, len(tokens), dtype=np.float32)
    of_word, of_place = np.diag(words.sum(0)), 20 * np.diag(places.sum(0))
    nothing = np.zeros((size, size), np.float32)

    def laid(layer, weight):
        layer.weight, layer.bias = weight.astype(np.float32), np.zeros(len(weight), np.float32)

    def norm(layer):
        layer.gamma, layer.beta = np.ones(size, np.float32), np.zeros(size, np.float32)

    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = words, words * 0
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = False
        side.position_encodings.encodings = places
        layer = side.layer[0]
        for one in (side.layer_norm, layer.self_attention.layer_norm, layer.ffn.layer_norm):
            norm(one)
        laid(layer.self_attention.linear[0], np.concatenate([nothing] * 3))
        laid(layer.self_attention.linear[1], nothing)
        laid(layer.ffn.linear_0, nothing[:8])
        laid(layer.ffn.linear_1, nothing[:, :8])
    across = spec.decoder.layer[0].attention
    norm(across.layer_norm)
    laid(across.linear[0], of_place)
    laid(across.linear[1], np.concatenate([of_place, of_word]))
    laid(across.linear[2], of_word)
    written = [tokens.index(letters.get(token, token)) for token in tokens]
    projection = np.zeros_like(words)
    for sign, letter in enumerate(written):
        projection[letter, sign] = 10
    laid(spec.decoder.projection, projection)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.validate()
    return spec


def main() -> None:
    folder, port = sys.argv[1:]
    os.environ |= dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), folder)
    there = dict(zip(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper(), strict=True))
    packages = Path(folder, "argos-translate", "packages")
    package(packages, "en", "uk", there)
    package(packages, "uk", "en", {letter: latin for latin, letter in there.items()})
    from argostranslate import sbd
    from libretranslate.main import main as serve

    sbd.MiniSBDSentencizer.split_sentences = lambda _self, text: [text]  # its own model is not at hand
    sys.argv = ["libretranslate", "--load-only", "en,uk", "--port", port, "--disable-web-ui"]
    serve()


if __name__ == "__main__":
    main()
