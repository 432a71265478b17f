"""The limit: the same work with sqlite3, zipfile and files alone, and nothing that makes a study trustworthy.

Each function takes the corpus folder and a database path, and does the operation that `bench_study.py` times.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SCHEMA = """
CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT UNIQUE, text TEXT NOT NULL);
CREATE TABLE code (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE coding (id INTEGER PRIMARY KEY, doc INTEGER, start INTEGER, stop INTEGER, code INTEGER, coder TEXT);
CREATE INDEX coding_doc ON coding (doc, start);
CREATE INDEX coding_code ON coding (code, doc, start);
CREATE VIRTUAL TABLE fts USING fts5(text, content='doc', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
"""
INSERT = "INSERT INTO coding (doc, start, stop, code, coder) VALUES (?, ?, ?, ?, ?)"


def connect(path: Path, *, durable: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def prepare(path: Path) -> None:
    connect(path).executescript(SCHEMA)


def _texts(corpus: Path, kind: str) -> Iterator[tuple[str, str]]:
    for path in sorted((corpus / kind).iterdir()):
        if kind == "txt":
            yield path.stem, path.read_text("utf-8")
        else:
            root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
            lines = ("".join(t.text or "" for t in p.iter(W + "t")) for p in root.iter(W + "p"))
            yield path.stem, "\n\n".join(lines) + "\n"


def import_texts(corpus: Path, path: Path, kind: str = "txt") -> None:
    connection = connect(path)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO doc (name, text) VALUES (?, ?)", _texts(corpus, kind))
    connection.execute("INSERT INTO fts (rowid, text) SELECT id, text FROM doc")
    connection.execute("COMMIT")


def import_codebook(corpus: Path, path: Path) -> None:
    with (corpus / "codebook.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["name"],) for row in csv.DictReader(file)]
    connection = connect(path)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO code (name) VALUES (?)", rows)
    connection.execute("COMMIT")


def _codings(corpus: Path, connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    docs = dict(connection.execute("SELECT name, id FROM doc"))
    codes = dict(connection.execute("SELECT name, id FROM code"))
    with (corpus / "codings.csv").open(encoding="utf-8", newline="") as file:
        return [
            (docs[r["source"]], int(r["start_char"]), int(r["end_char"]), codes[r["code"]], r["coder"])
            for r in csv.DictReader(file)
        ]


def import_codings(corpus: Path, path: Path) -> None:
    connection = connect(path)
    rows = _codings(corpus, connection)
    connection.execute("BEGIN")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def code_one_by_one(corpus: Path, path: Path, count: int) -> None:
    """One durable commit a coding."""
    connection = connect(path, durable=True)
    for row in _codings(corpus, connection)[:count]:
        connection.execute(INSERT, row)


def quotes(path: Path, code: str | None) -> list[tuple[object, ...]]:
    """Quotes of a code or of all, each text read once and sliced in Python."""
    connection = connect(path)
    names = dict(connection.execute("SELECT id, name FROM doc"))
    codes = dict(connection.execute("SELECT id, name FROM code"))
    where = "WHERE code.name = ?" if code else ""
    rows = connection.execute(
        "SELECT doc, start, stop, code, coder FROM coding JOIN code ON code.id = coding.code"
        f" {where} ORDER BY doc, start",
        (code,) if code else (),
    )
    found, last, text = [], None, ""
    cursor = connection.cursor()
    for doc, start, stop, which, coder in rows:
        if doc != last:
            text = cursor.execute("SELECT text FROM doc WHERE id = ?", (doc,)).fetchone()[0]
            last = doc
        found.append((names[doc], start, stop, codes[which], coder, text[start:stop]))
    return found


def quotes_csv(path: Path, target: Path) -> int:
    rows = quotes(path, None)
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return len(rows)


def search(path: Path, phrase: str) -> int:
    """Places of a phrase, exactly as written: the index names the texts, a scan finds the places."""
    count = 0
    for (text,) in connect(path).execute(
        "SELECT doc.text FROM fts JOIN doc ON doc.id = fts.rowid WHERE fts MATCH ?", (f'"{phrase}"',)
    ):
        at = text.find(phrase)
        while at >= 0:
            count += 1
            _context = text[max(0, at - 40) : at + len(phrase) + 40]
            at = text.find(phrase, at + 1)
    return count


def phrases(corpus: Path) -> dict[str, str]:
    loaded: dict[str, str] = json.loads((corpus / "phrases.json").read_text("utf-8"))
    return loaded
