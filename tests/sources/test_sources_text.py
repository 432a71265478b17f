"""Bytes to text: encodings, normalisation, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import UnreadableFile
from workbench.files.decode import decode_text
from workbench.files.normalise import normalise
from workbench.sources import readers
from workbench.sources.readers import read_text, reader_for, suffixes

SAID = "He said – “don’t worry” – and the café cost £20 million… Zoë agreed.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_survives_the_unicode_encodings(encoding: str) -> None:
    read = read_text(SAID.encode(encoding), "P07.txt")
    assert read.text == SAID
    assert read.encoding == encoding.removesuffix("-sig")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_read_with_a_note(encoding: str) -> None:
    read = read_text("Q: Why?\nA: Because.\n".encode(encoding), "P07.txt")
    assert read.text == "Q: Why?\nA: Because.\n"
    assert "UTF-16" in read.notes[0]


def test_utf8_needs_no_note() -> None:
    assert read_text(SAID.encode(), "P07.txt").notes == ()
    assert read_text(SAID.encode("utf-8-sig"), "P07.txt").notes == ()


@pytest.mark.parametrize(
    "said",
    [
        SAID,
        "It’s fine.\n",
        "L’évaluation a été réalisée à Montréal, où ça va.\n",
        "Größe und Maß, schön.\n",
        "£5\n",
    ],
)
def test_short_western_files_are_cp1252_and_say_so(said: str) -> None:
    read = read_text(said.encode("cp1252"), "P07.txt")
    assert (read.text, read.encoding) == (said, "cp1252")
    assert "please check" in read.notes[0]


def test_mac_quotation_marks_are_not_taken_for_accented_capitals() -> None:
    read = read_text(SAID.encode("mac_roman"), "P07.txt")
    assert (read.text, read.encoding) == (SAID, "mac_roman")


def test_other_alphabets_are_guessed_and_the_note_says_it_is_a_guess() -> None:
    said = "Привет, как дела? Мы говорили о здравоохранении.\n" * 3
    read = read_text(said.encode("cp1251"), "P07.txt")
    assert read.text == said
    assert "guess" in read.notes[0]


def test_one_stray_byte_does_not_turn_utf8_into_mojibake() -> None:
    data = ("“Don’t”, she said – “no”.\n" * 5).encode() + b"It\x92s odd."
    read = read_text(data, "P07.txt")
    assert read.text.endswith("It’s odd.")
    assert read.text.startswith("“Don’t”")
    assert "1 byte" in read.notes[0]


def test_the_guess_looks_at_the_bytes_that_matter_in_a_long_file() -> None:
    said = "word " * 40_000 + "\n" + "Привет, как дела? " * 20
    assert read_text(said.encode("cp1251"), "P07.txt").text == said


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"hello\x00world", "NUL"),
        (b"\x01\x02\x03\x04" * 50 + b"abc", "control characters"),
        (b"\xff\xfea", "breaks off"),
        (bytes(range(1, 256)) * 20, "not text"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what) as caught:
        read_text(data, "P07.txt")
    assert "P07.txt" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u2003\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is empty"):
        read_text(data, "P07.txt")


def test_a_file_above_the_limit_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_FILE_BYTES", 10_000_000)
    with pytest.raises(UnreadableFile, match="at most 10 MB"):
        read_text(b"a" * 10_000_001, "P07.txt")


def test_the_reader_goes_by_the_ending_in_any_case() -> None:
    assert reader_for("a/b.TXT").name == "plain text"
    assert reader_for("b.md").name == "Markdown"
    assert reader_for("b.docx").name == "Word"
    assert {".txt", ".md", ".docx"} <= set(suffixes())


@pytest.mark.parametrize("name", ["talk.pdf", "talk", ".txt"])
def test_an_unknown_ending_is_refused_with_what_can_be_read(name: str) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read") as caught:
        read_text(b"hello", name)
    assert ".docx" in caught.value.hint


def test_markdown_keeps_its_marks() -> None:
    assert read_text(b"# Talk\n\n**Q:** Why?\n", "a.md").text == "# Talk\n\n**Q:** Why?\n"


def test_control_characters_are_removed_and_counted() -> None:
    read = read_text(b"one\x07 two\x1b three\r\n", "P07.txt")
    assert read.text == "one two three\n"
    assert read.notes == ("2 control characters removed",)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert normalise(f"one{end}two").text == "one\ntwo"


def test_nothing_but_line_ends_marks_and_controls_is_changed() -> None:
    kept = "  e\u0301 \u00e9 \u202eabc\u202c \u200d\u200f\tﬁ \u00a0 “x”  \n\n"
    assert normalise(kept).text == kept
    assert normalise("\ufeff" + kept).text == kept
    assert normalise("a\ufeffb").text == "a\ufeffb"


@given(st.text(st.characters(codec=None)))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once.text) == type(once)(once.text, 0)
    assert not set(once.text) & {"\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"}
    once.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")))
def test_normalising_keeps_every_offset_of_plain_text(text: str) -> None:
    assert normalise(text).text == text
    assert normalise(text.replace(" ", "\r\n")).text == text.replace(" ", "\n")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_every_text_survives_utf8_and_marked_utf16(text: str) -> None:
    plain = text.lstrip("\ufeff")
    assert decode_text(b"\xef\xbb\xbf" + plain.encode(), name="a").text == plain
    assert decode_text(plain.encode("utf-16"), name="a").text == plain


@given(st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_a_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = read_text(data, "any.txt").text
    except UnreadableFile:
        text = ""
    assert normalise(text).text == text
    text.encode("utf-8")
