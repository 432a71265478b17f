"""How names of a pseudonym key are found in texts and in files of every kind."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from workbench.export.gate import Gate, OnNames
from workbench.export.key_names import KeyNames

KEY = {"maria o'neill": "P1", "Brian": "P2", "Zoë": "P3", "Smith-Jones": "P4", "Will": "P5", "Ward 7": "P6"}


def masked(text: str) -> str:
    return Gate(KEY, OnNames.MASK).fit(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maria O’Neill", "[P1]"),
        ("MARIA\nO'NEILL said", "[P1] said"),
        ("maria\u00a0 O`Neill", "[P1]"),
        ("Brian, BRIAN, Brian’s Brian_2 Brian2", "[P2], [P2], [P2]’s [P2]_2 [P2]2"),
        ("Briany and Fabrian", "Briany and Fabrian"),
        ("Zoe\u0308 and ZOË", "[P3] and [P3]"),
        ("Smith\u2011Jones", "[P4]"),
        ("free will, will you? Will!", "free will, will you? [P5]!"),
        ("Ward 7, ward 7, Ward 70", "[P6], [P6], Ward 70"),
    ],
)
def test_names_are_found_however_they_are_written(text: str, left: str) -> None:
    assert masked(text) == left


def test_letters_that_change_with_their_case_are_found() -> None:
    names = KeyNames({"İrem Ilık": "P1", "Straße Weiß": "P2"})
    assert names.in_text("İREM ILIK") == {"İrem Ilık"}
    assert names.in_text("STRASSE WEISS, straße weiß") == {"Straße Weiß"}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"a": "x\\nBrian says"}', "Brian"),
        (b'{"a": "Mari\\u0061 O\\u2019Neill"}', "maria o'neill"),
        (b"a: it was Maria\n    O''Neill", "maria o'neill"),
        (b'a: "Maria\\\n  \\ O\\x27Neill"', "maria o'neill"),
        (b"<p>Maria <b>O&#39;Neill</b></p>", "maria o'neill"),
        (b"Smith\\-Jones", "Smith-Jones"),
    ],
)
def test_names_that_a_kind_of_file_escapes_are_found(data: bytes, name: str) -> None:
    assert KeyNames(KEY).in_file(data) == {name}


def office(member: str, xml: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr(member, xml)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("member", "xml"),
    [
        ("word/document.xml", "<w:r><w:t>Bri</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>an</w:t></w:r>"),
        ("word/document.xml", '<wp:docPr id="1" descr="A map for Brian"/>'),
        ("word/document.xml", '<w:tblCaption w:val="Brian"/>'),
        ("word/header1.xml", "<w:t>Brian</w:t>"),
        ("docProps/core.xml", "<dc:title>Brian</dc:title>"),
        ("xl/workbook.xml", '<sheet name="Brian" sheetId="1"/>'),
        ("xl/sharedStrings.xml", "<si><t>Brian</t></si>"),
    ],
)
def test_names_in_office_files_are_found(member: str, xml: str) -> None:
    assert KeyNames(KEY).in_file(office(member, xml)) == {"Brian"}


def test_the_markup_of_office_files_is_nobodys_name() -> None:
    names = KeyNames({"Relationships": "P1", "Override": "P2", "Word": "P3"})
    xml = '<Relationships><Override Target="Word"/></Relationships>'
    assert names.in_file(office("word/_rels/document.xml.rels", xml)) == set()
    assert names.in_file(office("word/document.xml", xml)) == set()


def test_many_names_in_a_long_text_take_no_minutes() -> None:
    names = KeyNames({f"Given{n} Family{n}": f"P{n}" for n in range(500)})
    text = "She said that they would meet again at the hub in Harlmere. " * 20_000 + "Given77 FAMILY77"
    begun = time.perf_counter()
    assert names.in_text(text) == {"Given77 Family77"}
    assert time.perf_counter() - begun < 5
