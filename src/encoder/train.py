#!/usr/bin/env python3
"""Makes model.bin and readings.jsonl, the network of src/encoder and what it says of labelled pairs that it has not seen.

    pip install torch safetensors tokenizers
    python3 src/encoder/train.py --base DIR --nli NLI.jsonl... --events corpora/training/events --rashomon target/release/rashomon \
        --pairs PAIRS.jsonl... -o src/encoder/model.bin --readings READINGS.jsonl --asked ASKED.jsonl

DIR holds tokenizer.json and model.safetensors of all-mpnet-base-v2. NLI and PAIRS are JSON lines with id, a, b and label. ASKED, whose
pairs are read only, comes from `rashomon train-reader ... --texts`.

Three steps. The first layers of the network learn inference from the NLI pairs. Then they learn news three times over, each time from two thirds of
the events and of the pairs; so that each of the three can say what it thinks of the third that it has not seen. The shipped weights are the mean
of the three (a model soup, Wortsman et al. 2022), which read better than any. Some two hours on two cores with bfloat16 products.
"""
import argparse
import glob
import itertools
import json
import math
import os
import random
import re
import struct
import subprocess
import zlib

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

# The first eight layers of twelve: with all of them the file would be half as large again.
WIDTH, HEADS, INNER, LAYERS, PIECES, POSITIONS, LAST = 768, 12, 3072, 8, 30522, 170, 256
# Distances are told apart one by one up to eight pieces, then by ever wider classes, up to this one.
DISTANCES, FARTHEST = 32, 128
RELATIONS = ["contradict", "agree", "neither", "revision"]
NAMES = {"contradiction": "contradict", "entailment": "agree", "neutral": "neither"}
MOST_PIECES = 80
OPENING, CLOSING = 0, 2
# The word pieces are those of BERT behind four marks of its own; BERT's marks for the ends of a sentence, which the program uses, are not among them.
MARKS, OPENING_THERE, CLOSING_THERE = 4, 101, 102
# Outputs and inputs that src/arithmetic/byte_products.rs computes together, and what it wants added to each weight.
STRIP, QUAD, SHIFT = 16, 4, 128
# Of the pairs of an event without a label: those that share most words, and some of the others.
NEAR, FAR = 250, 150
# Of so many parts of the material each network learns from all but one.
PARTS = 3
STOP = set("the a an of in on at to and or for by with from as that this is was were are be been had has have it its he she they his her "
           "their said says who which after before not no but than more two one into over about would will could".split())


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.seen = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.seen_norm, self.back_norm = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wider, self.back = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x, looks, drop):
        count, length, _ = x.shape
        heads = [m(x).view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2) for m in (self.query, self.key, self.value)]
        seen = F.scaled_dot_product_attention(*heads, attn_mask=looks).transpose(1, 2).reshape(count, length, WIDTH)
        x = self.seen_norm(x + F.dropout(self.seen(seen), drop, self.training))
        return self.back_norm(x + F.dropout(self.back(F.gelu(self.wider(x))), drop, self.training))


def distance_class(distance):
    """The class of how far a piece stands behind another: in logarithmic steps from the eighth, before and behind apart (Raffel et al. 2020)."""
    half = DISTANCES // 2
    near = half // 2
    far = near + (torch.log(distance.abs().clamp(min=1) / near) / math.log(FARTHEST / near) * (half - near)).long()
    return (distance > 0).long() * half + torch.where(distance.abs() < near, distance.abs(), far.clamp(max=half - 1))


class Encoder(nn.Module):
    def __init__(self, base):
        super().__init__()
        weights = {name.removeprefix("mpnet."): value.float() for name, value in load_file(os.path.join(base, "model.safetensors")).items()}
        # Left as they are: the labelled texts have too few words to move them all alike.
        self.pieces = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        # Two rows in front stand for no position.
        self.positions = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"][2:])
        self.sentences = nn.Embedding.from_pretrained(torch.zeros(2, WIDTH), freeze=False)
        self.distances = nn.Embedding.from_pretrained(weights["encoder.relative_attention_bias.weight"], freeze=False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pooled, self.relations = nn.Linear(2 * WIDTH, LAST), nn.Linear(LAST, len(RELATIONS))
        self.norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for at, layer in enumerate(self.layers):
            for mine, theirs in ((layer.query, "attention.attn.q"), (layer.key, "attention.attn.k"), (layer.value, "attention.attn.v"),
                                 (layer.seen, "attention.attn.o"), (layer.seen_norm, "attention.LayerNorm"),
                                 (layer.wider, "intermediate.dense"), (layer.back, "output.dense"), (layer.back_norm, "output.LayerNorm")):
                mine.load_state_dict({k: weights[f"encoder.layer.{at}.{theirs}.{k}"] for k in ("weight", "bias")})

    def offsets(self, length):
        """What each head adds to how much a piece (row) looks at another (column)."""
        at = torch.arange(length)
        return self.distances(distance_class(at[None, :] - at[:, None])).permute(2, 0, 1)

    def forward(self, ids, sentences, mask, drop=0.1):
        length = ids.shape[1]
        x = self.norm(self.pieces(ids) + self.positions.weight[:length] + self.sentences(sentences))
        x = F.dropout(x, drop, self.training)
        hidden = torch.zeros(mask.shape).masked_fill(~mask, -1e9)[:, None, None, :]
        looks = (self.offsets(length) + hidden).to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, looks, drop)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return self.relations(F.dropout(torch.tanh(self.pooled(torch.cat([x[:, 0], mean], -1))), drop, self.training))


class Reader:
    """Turns pairs of sentences into batches."""

    def __init__(self, base):
        self.tokenizer = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def ids(self, text):
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES]
        return self.known[text]

    def length(self, pair):
        return len(self.ids(pair[0])) + len(self.ids(pair[1]))

    def batch(self, pairs):
        rows = [([OPENING] + self.ids(a) + [CLOSING], self.ids(b) + [CLOSING]) for a, b in pairs]
        longest = max(len(a) + len(b) for a, b in rows)
        ids, sentences = torch.zeros(len(rows), longest, dtype=torch.long), torch.zeros(len(rows), longest, dtype=torch.long)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, (a, b) in enumerate(rows):
            ids[i, : len(a) + len(b)] = torch.tensor(a + b)
            sentences[i, len(a): len(a) + len(b)] = 1
            mask[i, : len(a) + len(b)] = True
        return ids, sentences, mask


def train(net, reader, rows, epochs, turn, seed=1, rate=5e-5, size=32):
    """Cross-entropy with AdamW; pairs of like length in a batch; `turn` swaps the sentences of half of the pairs."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    strong = [p for p in net.parameters() if p.dim() > 1 and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": strong, "weight_decay": 0.01},
                                   {"params": [p for p in net.parameters() if p.dim() <= 1], "weight_decay": 0.0}], lr=rate)
    steps, step = int(epochs * len(rows) / size), 0
    while step < steps:
        order = list(range(len(rows)))
        rng.shuffle(order)
        batches = []
        for at in range(0, len(order), size * 40):
            chunk = sorted(order[at: at + size * 40], key=lambda i: reader.length(rows[i]))
            batches += [chunk[j: j + size] for j in range(0, len(chunk), size)]
        rng.shuffle(batches)
        for batch in batches[: steps - step]:
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            net.train()
            pairs = [rows[i][:2] if not turn or rng.random() < 0.5 else rows[i][1::-1] for i in batch]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = net(*reader.batch(pairs))
            loss = F.cross_entropy(said.float(), torch.tensor([rows[i][2] for i in batch]), label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1


def read(net, reader, pairs, size=64):
    """The numbers that the network gives to each relation of each pair."""
    net.eval()
    said = [None] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: reader.length(pairs[i]))
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            batch = order[at: at + size]
            for i, row in zip(batch, net(*reader.batch([pairs[i] for i in batch])).float().tolist()):
                said[i] = row
    return said


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def labelled(path):
    for record in lines(path):
        label = NAMES.get(record["label"], record["label"])
        if label in RELATIONS:
            yield " ".join(record["a"].split()), " ".join(record["b"].split()), RELATIONS.index(label), record


def of_event(folder, rashomon):
    """The labelled pairs of an event, and some of those without a label as pairs that are neither."""
    def said(*command):
        return [json.loads(line) for line in subprocess.run([rashomon, *command], capture_output=True, text=True).stdout.splitlines()]
    outlets = {article["id"]: article["outlet"] for article in said("articles", folder)}
    claims = [(" ".join(c["sentence"].split()), outlets[c["article"]]) for c in said("claims", folder, "--format", "jsonl")]
    rows, known = [], set()
    for name in ("gold.jsonl", "unscored.jsonl"):
        for record in lines(os.path.join(folder, name)):
            a, b = (" ".join(record[side].split()) for side in ("a_sentence", "b_sentence"))
            known.add(frozenset((a, b)))
            if name == "gold.jsonl":
                rows.append((a, b, RELATIONS.index(record["label"])))
    others = [(a[0], b[0]) for a, b in itertools.combinations(claims, 2)
              if a[1] != b[1] and a[0] != b[0] and frozenset((a[0], b[0])) not in known]

    def words(sentence):
        return {word[:6] for word in re.findall(r"[a-z0-9]+", sentence.lower()) if word not in STOP}

    def likeness(pair):
        a, b = map(words, pair)
        return len(a & b) / math.sqrt(max(1, len(a)) * max(1, len(b)))
    others.sort(key=likeness, reverse=True)
    far = others[NEAR:]
    others = others[:NEAR] + random.Random(folder).sample(far, min(FAR, len(far)))
    return rows + [(a, b, RELATIONS.index("neither")) for a, b in others]


def part_of(record, at):
    """Pairs of one event are in one part."""
    return zlib.crc32(record["event"].encode()) % PARTS if record.get("event") else at // 2 % PARTS


def written(net):
    """The bytes of src/encoder/weights.rs."""
    out = bytearray(b"RSHENCO3" + struct.pack("<7I", PIECES, WIDTH, HEADS, INNER, LAYERS, POSITIONS, LAST))

    def floats(*tensors):
        for tensor in tensors:
            out.extend(np.ascontiguousarray(tensor.detach().float().numpy(), dtype="<f4").tobytes())

    def rounded(weights, axis):
        weights = weights.detach().float().numpy()
        scales = np.maximum(np.abs(weights).max(axis=axis, keepdims=True), 1e-12) / 127
        return scales.astype("<f4").ravel(), np.clip(np.rint(weights / scales), -127, 127).astype("i1")

    def affine(*maps):
        """Maps of one input side by side, packed as byte_products.rs wants them: strips of outputs, in these fours of inputs."""
        scales, rows = rounded(torch.cat([m.weight for m in maps]).T, 0)
        inputs, outputs = rows.shape
        rows = np.pad(rows, ((0, -inputs % QUAD), (0, -outputs % STRIP)))
        out.extend(np.pad(scales, (0, -outputs % STRIP)).tobytes())
        rows = rows.reshape(rows.shape[0] // QUAD, QUAD, -1, STRIP).transpose(2, 0, 3, 1)
        out.extend((rows.astype("i2") + SHIFT).astype("u1").tobytes())
        floats(*(m.bias for m in maps))
    pieces = net.pieces.weight[MARKS:].clone()
    pieces[OPENING_THERE], pieces[CLOSING_THERE] = net.pieces.weight[OPENING], net.pieces.weight[CLOSING]
    scales, rows = rounded(pieces[:PIECES], 1)
    out.extend(scales.tobytes() + rows.tobytes())
    floats(net.positions.weight[:POSITIONS], net.sentences.weight, net.norm.weight, net.norm.bias)
    distances = torch.arange(1 - POSITIONS, POSITIONS)
    floats(net.distances(distance_class(distances)).T)
    for layer in net.layers:
        affine(layer.query, layer.key, layer.value)
        affine(layer.seen)
        floats(layer.seen_norm.weight, layer.seen_norm.bias)
        affine(layer.wider)
        affine(layer.back)
        floats(layer.back_norm.weight, layer.back_norm.bias)
    affine(net.pooled)
    affine(net.relations)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base", required=True)
    parser.add_argument("--nli", nargs="+", required=True)
    parser.add_argument("--events", required=True)
    parser.add_argument("--rashomon", required=True)
    parser.add_argument("--pairs", nargs="+", required=True)
    parser.add_argument("--asked", nargs="*", default=[])
    parser.add_argument("-o", "--output", required=True)
    parser.add_argument("--readings", required=True)
    args = parser.parse_args()
    reader, net = Reader(args.base), Encoder(args.base)
    nli = [row[:3] for path in args.nli for row in labelled(path)]
    random.Random(1).shuffle(nli)
    train(net, reader, nli, epochs=0.61, turn=False, rate=7e-5)
    inference = {name: value.clone() for name, value in net.state_dict().items()}
    parts, apart, sides = [[] for _ in range(PARTS)], [[] for _ in range(PARTS)], {}
    for at, folder in enumerate(sorted(glob.glob(os.path.join(args.events, "*/")))):
        sides[os.path.basename(folder.rstrip("/"))] = at % PARTS
        parts[at % PARTS].extend(of_event(folder, args.rashomon))
    for path in args.pairs:
        for at, (a, b, label, record) in enumerate(labelled(path)):
            parts[part_of(record, at)].append((a, b, label))
            apart[part_of(record, at)].append((record["id"], (a, b)))
    for path in args.asked:
        for at, (a, b, _, record) in enumerate(labelled(path)):
            apart[sides.get(record["id"].split("/")[0], part_of(record, at))].append((record["id"], (a, b)))
    mean = None
    with open(args.readings, "w", encoding="utf-8") as file:
        for part in range(PARTS):
            net.load_state_dict(inference)
            train(net, reader, [row for other in range(PARTS) if other != part for row in parts[other]], epochs=0.75, turn=True)
            said = read(net, reader, [pair for _, pair in apart[part]])
            for (name, _), numbers in zip(apart[part], said):
                file.write(json.dumps({"id": name} | dict(zip(RELATIONS, numbers))) + "\n")
            state = {name: value.clone() / PARTS for name, value in net.state_dict().items()}
            mean = state if mean is None else {name: mean[name] + value for name, value in state.items()}
    net.load_state_dict(mean)
    with open(args.output, "wb") as file:
        file.write(written(net))


if __name__ == "__main__":
    main()
