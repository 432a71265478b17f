"""Reported speech within quotes: single marks in double ones, by nesting, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.export.quotation import quoted


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("No more.", "“No more.”"),
        ("", "“”"),
        ("“Leave her.”", "“‘Leave her.’”"),
        ("saying “fall, no injury”, and that’s it", "“saying ‘fall, no injury’, and that’s it”"),
        ('saying "fall, no injury", and that\'s it', "“saying ‘fall, no injury’, and that's it”"),
        ("He said ‘never’, twice", "“He said ‘never’, twice”"),
        ("‘He said “never”’, I heard", "“‘He said “never”’, I heard”"),
        ("“He said ‘never’, and won’t”", "“‘He said “never”, and won’t’”"),
        ("and he said “no, I don’t", "“and he said ‘no, I don’t”"),
        ("injury”, he said, and “stay”", "“injury’, he said, and ‘stay’”"),
        ('injury", he said, and "stay"', "“injury’, he said, and ‘stay’”"),
        ("tell ‘em “stay”", "“tell ‘em ‘stay’”"),
        ("the boys’ house, “theirs”", "“the boys’ house, ‘theirs’”"),
        ("one “two” three “four”", "“one ‘two’ three ‘four’”"),
        (" wrapped\nonce ", "“wrapped\nonce”"),
    ],
)
def test_reported_speech_takes_the_other_marks(words: str, printed: str) -> None:
    assert quoted(words) == printed


@given(st.text(alphabet="ab ’'“”‘\".,\n"))
def test_nothing_but_the_marks_changes(words: str) -> None:
    marks = str.maketrans(dict.fromkeys("“”‘’\"'", "·"))
    assert quoted(words)[1:-1].translate(marks) == words.strip().translate(marks)
