"""Speaker turns: which labels make a transcript, and which make only a report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.model.views import Turn
from workbench.sources.readers import TurnHint
from workbench.sources.turns import find_turns


def spoken(text: str, hints: tuple[TurnHint, ...] = ()) -> list[tuple[str, str]]:
    """Speaker and speech of each turn."""
    return [(turn.speaker, text[turn.speech_char : turn.end_char]) for turn in find_turns(text, hints=hints)]


def test_questions_and_answers() -> None:
    text = "A talk.\n\nQ: Why?\n\nA: Because.\nAnd so on.\n\nQ: Oh.\n"
    assert find_turns(text) == (
        Turn(9, 16, 12, "Q", True, None),
        Turn(18, 40, 21, "A", False, None),
        Turn(42, 48, 45, "Q", True, None),
    )
    assert text[18:40] == "A: Because.\nAnd so on."


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Q: Why?\nA: Because.", ["Q", "A"]),
        ("Q. Why?\nA. So.\nQ. And?\nA. So.", ["Q", "A", "Q", "A"]),
        ("Interviewer: Hello?\nP07: Hi.", ["Interviewer", "P07"]),
        ("INTERVIEWER: Hello?\nRESPONDENT 2: Hi.", ["Interviewer", "Respondent 2"]),
        (
            "INTERVIEWER\nHello?\n\nRespondent 2\nHi.\n\nINTERVIEWER\nSo?",
            ["Interviewer", "Respondent 2", "Interviewer"],
        ),
        ("Interviewer: Hello?\nDr O’Rourke: Hi.", ["Interviewer", "Dr O’Rourke"]),
        ("Jane Smith: a\nDr O’Rourke: b\nJane Smith: c\nDr O’Rourke: d", ["Jane Smith", "Dr O’Rourke"] * 2),
        ("**Interviewer:** a?\n\n**P07**: b.\n\n**Interviewer:** c?", ["Interviewer", "P07", "Interviewer"]),
        ("Speaker 1\nHello.\n\nSpeaker 2\nHi.\n\nSpeaker 1\nSo.", ["Speaker 1", "Speaker 2", "Speaker 1"]),
        (
            "Interviewer\tHello?\nRespondent\tHi.\nInterviewer\tSo?",
            ["Interviewer", "Respondent", "Interviewer"],
        ),
        ("INT: a?\nRESP: b.\nINT: c?", ["INT", "RESP", "INT"]),
        (
            "Moderator: a.\nP1: b.\nP2: c.\nAnna: d\nModerator: e",
            ["Moderator", "P1", "P2", "Anna", "Moderator"],
        ),
        ("Interviewer (JS): a?\nP07 (GP): b.", ["Interviewer (JS)", "P07 (GP)"]),
        (
            "[00:00:05] Jo Bright\nHello?\n\n[00:00:09] Amina Khan\nHi.\n\n00:14 Jo Bright\nSo?",
            ["Jo Bright", "Amina Khan", "Jo Bright"],
        ),
        ("[00:00:05] INTERVIEWER\nHello?\n\n[00:00:09] Amina Khan\nHi.", ["Interviewer", "Amina Khan"]),
        ("[00:00:05] Trust\nwent down.\n[00:00:09] Buildings\nclosed after that.\n", []),
    ],
)
def test_the_labels_of_transcripts(text: str, speakers: list[str]) -> None:
    assert [turn.speaker for turn in find_turns(text)] == speakers


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("Q", True),
        ("Interviewer", True),
        ("INT", True),
        ("I", True),
        ("Researcher", True),
        ("Moderator", True),
        ("Facilitator 2", True),
        ("A", False),
        ("Respondent 1", False),
        ("P07", False),
        ("Jane Smith", False),
    ],
)
def test_interviewers_are_known_by_their_label(label: str, asks: bool) -> None:
    text = f"{label}: one.\nInterviewee: two.\nInterviewee: three.\n{label}: four.\n"
    assert [turn.is_interviewer for turn in find_turns(text) if turn.speaker == label] == [asks, asks]


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("[00:12:31] Interviewer: hi", 751),
        ("(12:31) Interviewer: hi", 751),
        ("00:12:31 Interviewer: hi", 751),
        ("Interviewer [00:12:31]: hi", 751),
        ("Interviewer (1:02:03): hi", 3723),
        ("Interviewer: [75:10] hi", 4510),
        ("[00:12:31]\nInterviewer: hi", 751),
        ("00:12:31\n\nInterviewer: hi", 751),
        ("#00:12:31-5# Interviewer: hi", 751),
        ("Interviewer 12:31\nhi", 751),
        ("Interviewer\n12:31\nhi", 751),
        ("**Interviewer** 12:31\nhi", 751),
        ("Interviewer: hi", None),
        ("Interviewer: 12:31 hi", None),
    ],
)
def test_times_belong_to_the_turn_that_they_open(line: str, seconds: int | None) -> None:
    text = f"Interviewer: hm\n{line}\nP07: yes\n"
    _, turn, _ = find_turns(text)
    assert (turn.seconds, turn.start_char) == (seconds, len("Interviewer: hm\n"))
    assert text[turn.speech_char : turn.end_char].removeprefix("12:31 ") == "hi"


def test_meeting_software_puts_name_and_time_on_a_line_of_their_own() -> None:
    text = "Jane Smith 0:03\nHello there.\n\nBob de Vries 1:10:02\nHi.\n"
    assert spoken(text) == [("Jane Smith", "Hello there."), ("Bob de Vries", "Hi.")]
    assert [turn.seconds for turn in find_turns(text)] == [3, 4202]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody is labelled here.\n",
        "Note: one thing.\nContents: another.\nBackground: a third.\n",
        "Context: a.\nMechanism: b.\nOutcome: c.\n" * 2,
        "Tariff: The price.\nBlock Contract: Another.\nBetter Care Fund: A pool.\n",
        "Summary: x.\n" * 6,
        "Telephone: 020\nEmail: a@b\nTelephone: 021\nEmail: c@d\n",
        "WP 1: a\nWP 2: b\nWP 1: c\n",
        "A. First item\nB. Second item\nC. Third\nA. Again\n",
        "He said: no.\nShe said: yes.\nHe said: no.\nShe said: yes.\n",
        "https://a.b\nhttps://c.d\n",
        "[00:00:01]\nSomething is said.\n[00:00:09]\nMore.\n",
    ],
)
def test_reports_have_no_turns(text: str) -> None:
    assert find_turns(text) == ()


def test_names_far_apart_in_prose_are_headings() -> None:
    prose = "Prose of a report. " * 1000
    assert find_turns(f"North East: low.\nSouth West: high.\n{prose}\nNorth East: x\nSouth West: y\n") == ()
    assert find_turns(f"Jane Smith: once.\n{prose}\nAnn Lee: once.\n") == ()


def test_a_word_with_a_colon_inside_talk_is_no_speaker() -> None:
    text = (
        "Interviewer: a?\n\nRespondent: It was this.\nLondon: that is where it was.\nAnd more.\nNote: so it was.\n"
        "\nInterviewer: b?\n"
    )
    assert [speaker for speaker, _ in spoken(text)] == ["Interviewer", "Respondent", "Interviewer"]
    text = "Q: Where?\n\nA: There.\nLondon: that is where.\nAnd more.\nAnd yet more.\n\nQ: Oh?\n"
    assert [speaker for speaker, _ in spoken(text)] == ["Q", "A", "Q"]


def test_a_header_is_no_turn() -> None:
    text = "Interview 3\nDate: 12 Jan 2017\nInterviewer: JS\nRespondent: GP\n\nInterviewer: So?\nRespondent: Well.\n"
    assert spoken(text) == [("Interviewer", "So?"), ("Respondent", "Well.")]
    text = "Interviewer: Jane Smith\n\nQ: So how?\nA: Well.\nQ: Right?\nA: Yes.\n"
    assert [speaker for speaker, _ in spoken(text)] == ["Q", "A", "Q", "A"]


def test_a_turn_without_words_ends_after_its_label() -> None:
    text = "Q: \n\nA: Because.\nQ:"
    turns = find_turns(text)
    assert [text[turn.start_char : turn.end_char] for turn in turns] == ["Q:", "A: Because.", "Q:"]
    assert turns[0].speech_char == turns[0].end_char


def test_hints_alone_do_not_make_a_report_a_transcript() -> None:
    text = "However it goes.\n\nMoreover it went.\n\nFinally it ended.\n"
    hints = (TurnHint(0, 7), TurnHint(18, 26), TurnHint(37, 44))
    assert find_turns(text, hints=hints) == ()


def test_long_runs_of_spaces_and_lines_take_no_long_time() -> None:
    for text in ("Interviewer" + " " * 300_000 + "x", "a" + "\n" * 300_000 + "b", "00:00:01\n" * 30_000):
        assert find_turns(text) == ()


LINES = st.sampled_from(
    [
        "Q: why",
        "A:",
        "A: so ",
        "Interviewer",
        "P07: x",
        "[00:01:02]",
        "\t",
        "",
        "prose here.",
        "Jane Smith: é𝄞 ",
        "Dr Lee 0:03",
    ]
)


@given(st.lists(LINES).map("\n".join))
def test_turns_are_in_order_apart_and_without_white_space_around_them(text: str) -> None:
    turns = find_turns(text)
    behind = 0
    for turn in turns:
        assert behind <= turn.start_char < turn.speech_char <= turn.end_char <= len(text)
        said = text[turn.start_char : turn.end_char]
        assert said == said.strip()
        assert text[turn.speech_char : turn.end_char] == text[turn.speech_char : turn.end_char].strip()
        behind = turn.end_char


@given(st.text())
def test_no_text_breaks_the_search_for_turns(text: str) -> None:
    find_turns(text)


def test_a_time_between_two_labels_belongs_to_the_second() -> None:
    first, second = find_turns("Interviewer\n[00:01:02]\nA: so")
    assert (first.seconds, first.end_char) == (None, len("Interviewer"))
    assert (second.seconds, second.start_char) == (62, len("Interviewer\n"))
