#!/usr/bin/env python3
"""Multiplies articles, to see how `rashomon compare` grows with its input. Standard library only; the same output every time.

    python3 benches/multiply_articles.py ARTICLES.jsonl COUNT > many.jsonl

The first articles are written as they are. Every further round over the input tells the same events anew: dates are shifted by weeks, names
are exchanged for other names of the input, whole numbers are changed. Within a round a name and a number always become the same other
one, so that reports of one event still agree and contradict each other as they did, and rounds do not resemble each other more than
two similar events do.
"""
import datetime
import json
import random
import re
import sys

NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
WORD = re.compile(r"[A-Z][a-z]{2,}\b|\b\d+(?:[.,]\d+)*\b")
CALENDAR = set(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


def names_of(articles):
    """Words that stand with a capital inside sentences, in a fixed order."""
    found, plain = set(), set()
    for article in articles:
        found.update(NAME.findall(article["text"]))
        plain.update(re.findall(r"\b[a-z]{3,}\b", article["text"]))
    return sorted(name for name in found - CALENDAR if name.lower() not in plain)


def number(digits, rng):
    """Another number of the same length; years and numbers with a stop or comma stay."""
    if not digits.isdigit() or len(digits) > 6 or 1900 <= int(digits) <= 2100:
        return digits
    return str(max(1, int(int(digits) * rng.uniform(0.6, 1.7))))


def exchanged(names, at_round):
    """Which name becomes which in a round."""
    others = names[:]
    random.Random(at_round).shuffle(others)
    return dict(zip(names, others))


def retold(article, at_round, exchange, numbers):

    def change(match):
        word = match.group()
        if word[0].isdigit():
            if word not in numbers:
                numbers[word] = number(word, random.Random(f"{at_round} {word}"))
            return numbers[word]
        return exchange.get(word, word)

    copy = dict(article)
    copy["id"] = f"{article['id']}~{at_round}"
    for field in ("title", "text"):
        copy[field] = WORD.sub(change, article.get(field) or "")
    copy["date"] = shifted(article.get("date") or "", at_round)
    return copy


def shifted(date, rounds):
    """The day that many times 23 days later; not 7 times anything, so that weekdays move too."""
    try:
        day = datetime.date.fromisoformat(date[:10])
    except ValueError:
        return date
    return (day + datetime.timedelta(days=23 * rounds)).isoformat()


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    with open(path, encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    names = names_of(articles)
    written = at_round = 0
    exchange, numbers = {}, {}
    while written < count:
        for article in articles[: count - written]:
            out = retold(article, at_round, exchange, numbers) if at_round else article
            print(json.dumps(out, ensure_ascii=False))
            written += 1
        at_round += 1
        exchange, numbers = exchanged(names, at_round), {}


if __name__ == "__main__":
    main()
