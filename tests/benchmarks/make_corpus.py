"""An invented interview corpus for the benchmarks, the same bytes for the same size: transcripts, codebook, codings.

    python tests/benchmarks/make_corpus.py M FOLDER

S has 20 transcripts and 2,000 codings, M 143 and 20,000, L 1,000 and 200,000, of some 9,000 words each. Words follow
Zipf's law over 12,000 invented ones among real function words; three phrases are planted at known rates.
"""

from __future__ import annotations

import csv
import json
import random
import sys
import zipfile
from itertools import accumulate
from pathlib import Path
from xml.sax.saxutils import escape

SIZES = {"S": (20, 2_000), "M": (143, 20_000), "L": (1_000, 200_000)}
WORDS = 9_000
COMMON, RARE, ABSENT = (
    "shared care record",
    "pooled budget under section nine",
    "quarterly lantern allocation",
)
CODERS = ("Amara", "Bethan", "Callum")
FUNCTION = (
    "the of and to in that we it was is for they on with as be at have this but not so there were what by from or had "
    "because which when people think know really service team area money time work"
).split()
SYLLABLES = "ba ce di fo gu ha le mi no pu ra se ti vo wu ya zen kor lim tas".split()


def vocabulary(rng: random.Random) -> tuple[list[str], list[float]]:
    """Words with cumulative Zipf weights, function words first."""
    invented = {"".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(14_000)}
    words = FUNCTION + sorted(invented)[:12_000]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def transcript(
    number: int, words: list[str], weights: list[float]
) -> tuple[str, list[list[tuple[int, int]]]]:
    """A text and, for each answer, the spans of its sentences."""
    rng = random.Random(f"transcript {number}")
    out: list[str] = []
    answers: list[list[tuple[int, int]]] = []
    length = said = seconds = 0
    while said < WORDS:
        for label, count in (
            (_label(number, "Q", seconds), 1),
            (_label(number, "A", seconds), rng.randint(2, 9)),
        ):
            line = label
            spans = []
            for _ in range(count):
                sentence = _sentence(
                    rng, words, weights, rare=number % 12 == 5 and said > 4_000 and not spans
                )
                line += " "
                spans.append((length + len(line), length + len(line) + len(sentence)))
                line += sentence
            if count > 1:
                answers.append(spans)
            out.append(line)
            length += len(line) + 2
            said += line.count(" ")
            seconds += 20
    return "\n\n".join(out) + "\n", answers


def _label(number: int, who: str, seconds: int) -> str:
    if number % 2:
        return f"{who}:"
    name = "Interviewer" if who == "Q" else "Dr O’Ketil"
    return f"[{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}] {name}:"


def _sentence(rng: random.Random, words: list[str], weights: list[float], *, rare: bool) -> str:
    chosen = rng.choices(words, cum_weights=weights, k=rng.randint(8, 32))
    if rng.random() < 0.04:
        chosen.insert(3, COMMON)
    if rare and rng.random() < 0.05:
        chosen.insert(3, RARE)
    if rng.random() < 0.1:
        chosen.insert(2, f"“it’s £{rng.randint(2, 900)},000”")
    text = " ".join(chosen)
    return text[0].upper() + text[1:] + "."


def docx(text: str) -> bytes:
    """The same turns as a Word document with bold labels."""
    paragraphs = []
    for line in text.rstrip("\n").split("\n\n"):
        label, _, rest = line.partition(": ")
        paragraphs.append(
            f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(label)}: </w:t></w:r>'
            f'<w:r><w:t xml:space="preserve">{escape(rest)}</w:t></w:r></w:p>'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    ).encode()


CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/>'
    "</Types>"
)


def codings(
    number: int, count: int, answers: list[list[tuple[int, int]]], codes: list[str]
) -> list[list[object]]:
    """Codings of one to three sentences or a whole answer; a third of them on a passage that has one already."""
    rng = random.Random(f"codings {number}")
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(codes))))
    rows: dict[tuple[int, int, str, str], None] = {}
    place = (0, 1)
    while len(rows) < count:
        if not rows or rng.random() > 0.35:
            spans = rng.choice(answers)
            first = rng.randrange(len(spans))
            last = min(len(spans) - 1, first + rng.randint(0, 2))
            place = (spans[first][0], spans[last][1])
        rows[(*place, rng.choices(codes, cum_weights=weights)[0], rng.choices(CODERS, (5, 3, 2))[0])] = None
    return [[f"T{number:04d}", *row] for row in sorted(rows)]


def make(size: str, folder: Path) -> None:
    """Write the corpus of a size into a new folder."""
    transcripts, total = SIZES[size]
    words, weights = vocabulary(random.Random("vocabulary"))
    codes = [f"code {number:02d}" for number in range(60)]
    for part in ("txt", "docx"):
        (folder / part).mkdir(parents=True)
    with (folder / "codings.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "start_char", "end_char", "code", "coder"])
        for number in range(1, transcripts + 1):
            text, answers = transcript(number, words, weights)
            (folder / "txt" / f"T{number:04d}.txt").write_text(text, "utf-8", newline="")
            with zipfile.ZipFile(
                folder / "docx" / f"T{number:04d}.docx", "w", zipfile.ZIP_DEFLATED
            ) as archive:
                archive.writestr("[Content_Types].xml", CONTENT_TYPES)
                archive.writestr("word/document.xml", docx(text))
            share = total // transcripts + (number <= total % transcripts)
            writer.writerows(codings(number, share, answers, codes))
    with (folder / "codebook.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "parent", "full_definition", "colour"])
        for number, code in enumerate(codes):
            parent = codes[number // 3 - 1] if number >= 6 else ""
            writer.writerow([code, parent, f"Talk of {code}.", "#336699"])
    (folder / "phrases.json").write_text(
        json.dumps({"common": COMMON, "rare": RARE, "absent": ABSENT}), "utf-8"
    )


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
