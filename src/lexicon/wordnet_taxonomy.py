#!/usr/bin/env python3
"""Makes wordnet_senses.tsv out of WordNet 3.0 (Debian package wordnet-base) and news_document_frequency.tsv.

    python3 src/lexicon/wordnet_taxonomy.py /usr/share/wordnet src/lexicon/news_document_frequency.tsv > src/lexicon/wordnet_senses.tsv

Kept are nouns, verbs and adjectives that occur in 8 or more of the counted articles (two-word nouns if both words occur in 200 or
more, and all words of some closed classes), each with its most frequent senses, and all senses above those. Two sorts of lines, the senses first:

    part of speech + first word of the sense<TAB>numbers of the senses that it is a kind of (for an adjective: of the head of its cluster)
    :word<TAB>n:numbers<TAB>v:numbers<TAB>a:numbers     most frequent sense first

Senses are numbered from 0 in the order of their lines.
"""
import os
import sys

# A word's rarer senses relate it to nearly everything.
MOST_SENSES = {"n": 4, "v": 5, "a": 4}
# Of these every word is kept, however rare, because the members of such a class exclude each other.
CLOSED = {
    "room", "beverage", "vegetable", "edible fruit", "musical instrument", "color", "chromatic color", "achromatic color",
    "metallic element", "alloy", "planet", "athletic game", "building material",
}
# "Grey" is a painter and a physicist before it is a colour.
CLOSED_SENSES = 8
# Articles in which each word of a compound occurs.
COMPOUND = 200
# Articles in which a single word occurs: those of the table.
SINGLE = 8


def frequencies(path):
    table = {}
    for line in open(path, encoding="utf-8"):
        word, count = line.rstrip("\n").split("\t")
        if not word.startswith("#"):
            table[word] = int(count)
    return table


def synsets(folder):
    """Offset and part of speech to (first word, pointers up)."""
    table = {}
    for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a")):
        for line in open(os.path.join(folder, "data." + name), encoding="latin-1"):
            if line.startswith(" "):
                continue
            cells = line.split("|")[0].split()
            words = int(cells[3], 16)
            first = cells[4].split("(")[0].lower().replace("_", " ")
            at = 4 + 2 * words
            pointers = int(cells[at])
            up = []
            for i in range(pointers):
                symbol, offset, kind = cells[at + 1 + 4 * i : at + 4 + 4 * i]
                if symbol in ("@", "@i") or symbol == "&" and cells[2] == "s":
                    up.append((kind.replace("s", "a"), offset))
            table[pos, cells[0]] = (first, up)
    return table


def in_closed_class(known, synset):
    above = [synset]
    for at in above:
        above.extend(up for up in known[at][1] if up not in above)
    return any(known[at][0] in CLOSED for at in above[1:])


def words(folder, frequency, known):
    """Word to part of speech to its synsets, the most frequent first."""
    table = {}
    for name, pos in (("noun", "n"), ("verb", "v"), ("adj", "a")):
        for line in open(os.path.join(folder, "index." + name), encoding="latin-1"):
            if line.startswith(" "):
                continue
            cells = line.split()
            word = cells[0].replace("_", " ").split("(")[0]
            parts = word.split(" ")
            least = SINGLE if len(parts) == 1 else COMPOUND
            kept = len(parts) == 1 or len(parts) == 2 and pos == "n"
            senses, tagged = int(cells[2]), int(cells[-int(cells[2]) - 1])
            offsets = cells[-senses:]
            closed = pos == "n" and any(in_closed_class(known, (pos, o)) for o in offsets[:CLOSED_SENSES])
            if not kept or not (closed or all(frequency.get(p, 0) >= least for p in parts)):
                continue
            # Senses that the tagged corpus never met come in no order; two of them are enough.
            keep = min(MOST_SENSES[pos], max(tagged, 2))
            if closed:
                keep = CLOSED_SENSES
            elif len(parts) == 2:
                keep = 1
            table.setdefault(word, {})[pos] = [(pos, o) for o in offsets[:keep]]
    return table


def main():
    folder, frequency = sys.argv[1], frequencies(sys.argv[2])
    known = synsets(folder)
    lexicon = words(folder, frequency, known)
    used, todo = set(), [s for entry in lexicon.values() for ids in entry.values() for s in ids]
    while todo:
        synset = todo.pop()
        if synset not in used:
            used.add(synset)
            todo.extend(known[synset][1])
    number = {synset: i for i, synset in enumerate(sorted(used))}
    print("# WordNet 3.0 (Princeton University); licence and notice: wordnet.NOTICE.txt. Made by wordnet_taxonomy.py, where the columns are explained.")
    for synset in sorted(used):
        first, up = known[synset]
        ids = ",".join(str(number[u]) for u in up)
        print(f"{synset[0]}{first}\t{ids}".rstrip())
    for word in sorted(lexicon):
        cells = [f"{pos}:" + ",".join(str(number[s]) for s in ids) for pos, ids in sorted(lexicon[word].items())]
        print("\t".join([":" + word] + cells))


main()
