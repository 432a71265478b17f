"""What all screens share: going from one to another, dead keys behind a panel, commands, key maps, long work."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from fake_desk import codes, demonstration
from playing import notices, play, play_study, put_caret, said, screen, view
from textual import events
from textual.actions import parse
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Input

from workbench import tui
from workbench.errors import Conflict
from workbench.store.reading.history import history
from workbench.store.study import Study
from workbench.tui.codebook.finder import CodeFinder
from workbench.tui.desk import Desk
from workbench.tui.jobs import Progress, StartJob
from workbench.tui.keys.catalogue import CATALOGUE, listed
from workbench.tui.keys.keymap import SETS, UserKeys, keys_from, read_keys
from workbench.tui.keys.labels import key_name
from workbench.tui.places import PLACES
from workbench.tui.reading.code_picker import CodePicker
from workbench.tui.reading.coding_screen import CodingScreen
from workbench.tui.sources.sources_screen import SourcesScreen
from workbench.tui.theory.views import VIEWS
from workbench.tui.widgets.choices import ChoiceList
from workbench.tui.widgets.key_line import KeyLine
from workbench.tui.widgets.panels import Chooser, HelpPanel, Panel
from workbench.tui.widgets.strips import DetailStrip, TitleBar, entries_that_fit


def footer_of(pilot: Pilot[None]) -> set[str]:
    return {b.binding.description for b in pilot.app.screen.active_bindings.values() if b.binding.show}


def test_no_key_of_any_screen_or_panel_is_dead() -> None:
    for module in walk_packages(tui.__path__, "workbench.tui."):
        import_module(module.name)

    def below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    ours = [kind for kind in below(DOMNode) if kind.__module__.startswith("workbench.")]
    keys = [(kind, binding) for kind in ours for binding in vars(kind).get("BINDINGS", ())]
    assert len(keys) > len(CATALOGUE) / 2
    for kind, binding in keys:
        place, name, _ = parse(binding.action)
        assert place or hasattr(kind, f"action_{name}"), f"{kind.__name__}: {binding.key} {binding.action}"


def test_every_place_has_a_key_of_its_own_and_every_such_key_a_place() -> None:
    named = [action.do for action in CATALOGUE if action.id.startswith("go.")]
    views = {action.do: action.keys for action in CATALOGUE if action.place == "viewing"}
    in_panel = {f"go('{view.name}')" for view in VIEWS}
    assert sorted({*named, *in_panel}) == sorted(f"go('{place}')" for place in PLACES)
    assert len({action.keys for action in CATALOGUE if action.id.startswith("go.")}) == len(named)
    assert set(views) == {f"view('{view.name}')" for view in VIEWS}
    assert len(set(views.values())) == len(VIEWS)


def test_going_to_the_sources_from_a_text_leads_to_the_list() -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f4")
        await pilot.pause()
        screen(pilot, SourcesScreen)

    play(demonstration(), script)


def test_behind_the_question_which_coding_no_key_acts_and_a_click_withdraws_it() -> None:
    desk = demonstration()
    turn = desk.turns("revision:18967")[1]

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, turn.speech_char + 25)
        await pilot.press("x")
        chooser = pilot.app.screen.query_one(Chooser)
        assert chooser.is_open
        await pilot.press("u", "r", "1", "c", "full_stop", "s", "q", "ctrl+z")
        assert desk.log == []
        assert chooser.is_open
        assert not pilot.app.screen.query_one(CodePicker).is_open
        assert "Undo" not in footer_of(pilot)
        await pilot.click(view(pilot), offset=(20, 1))
        await pilot.pause()
        assert not chooser.is_open
        await pilot.press("s", "1")
        assert len(desk.log) == 1

    play(desk, script)


def test_while_a_filter_is_typed_the_footer_offers_only_what_works() -> None:
    async def script(pilot: Pilot[None]) -> None:
        assert {"Quit", "Filter"} <= footer_of(pilot)
        await pilot.press("slash", "q", "question_mark")
        assert pilot.app.screen.query_one("#filter", Input).value == "q?"
        assert not {"Quit", "Filter"} & footer_of(pilot)
        assert {"Open", "Clear"} <= footer_of(pilot)
        await pilot.press("backspace", "backspace", "down", "enter")
        await pilot.pause()
        assert screen(pilot, CodingScreen).source.name == "20114"

    play(demonstration(), script, opened=None)


def test_the_command_palette_does_what_the_keys_do() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        commands = {c.title: c for c in pilot.app.get_system_commands(pilot.app.screen)}
        await pilot.press("x")
        for title in ("Select the sentence; again: one more", "Code with the last code again"):
            await commands[title].callback()
        assert desk.log[-1][0] == "apply"
        await commands["Undo the last change"].callback()
        assert said(pilot).startswith("Undone")
        assert "Ctrl-q" in commands["Quit; everything is saved already"].help
        await commands["Go to the sources"].callback()
        screen(pilot, SourcesScreen)

    play(desk, script)


def test_ctrl_c_copies_what_is_selected_and_else_says_how_to_quit(tmp_path: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+c")
        assert "quits" in (await notices(pilot))[0]
        await pilot.press("w", "ctrl+c")
        assert "copied.txt" in said(pilot)
        kept = tmp_path / "state" / "copied.txt"
        assert kept.read_text("utf-8") == pilot.app.clipboard == "INVENTED"
        assert kept.stat().st_mode & 0o077 == 0

    play(demonstration(), script)


def test_headings_are_shown_last_and_are_no_answer(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("c")
        await pilot.pause()
        entries = pilot.app.screen.query_one("#codes", ChoiceList)
        names = [choice.parts[2].text for choice in entries.choices]
        assert "Overarching themes" in names[-8:]
        assert names[0] != "Overarching themes"
        await pilot.press(*"overarching themes")
        await pilot.pause()
        entries.mark([c.parts[2].text for c in entries.choices].index("Overarching themes"))
        await pilot.press("enter")
        assert "heading" in (await notices(pilot))[0]
        assert pilot.app.screen.query_one(CodePicker).is_open

    play_study(demonstration, script, opened="BF-01")


def test_codings_under_the_caret_are_shortened_before_they_are_cut() -> None:
    desk = demonstration()

    async def script(pilot: Pilot[None]) -> None:
        put_caret(pilot, desk.turns("revision:18967")[1].speech_char + 25)
        await pilot.pause()
        entries = pilot.app.screen.query_one(DetailStrip).detail.here

        def shown(cells: int) -> str:
            return "".join(part.text for part in entries_that_fit(entries, cells))

        assert "Relationships/Personal trust · Amira" in shown(200)
        assert shown(70) == "│R Relationships   │S Staff continuity · Ben   │P Personal trust"
        assert shown(60) == "│R Relationships   │S Staff continuity · Ben   and 1 more"

    play(desk, script)


def test_a_key_map_changes_keys_and_help_shows_them() -> None:
    desk = demonstration()
    keys = keys_from(
        {"set": "vim", "keys": {"code.repeat": "ctrl+g, comma", "select.sentence": "S"}}, name="keys.toml"
    )
    assert keys.faults == ()

    async def script(pilot: Pilot[None]) -> None:
        pilot.app._take_keys(keys)
        put_caret(pilot, desk.turns("revision:18967")[9].speech_char)
        before = view(pilot).reading.layout.line_at(view(pilot).cursor.caret)
        await pilot.press("j")
        assert view(pilot).reading.layout.line_at(view(pilot).cursor.caret) == before + 1
        await pilot.press("S", "ctrl+g")
        assert desk.log[-1][3] == "code:Workarounds"
        await pilot.press("question_mark")
        assert "Ctrl-g ," in str(pilot.app.screen.query_one("#keys").render())

    play(desk, script)


def test_the_example_on_the_page_of_keys_is_accepted(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text("utf-8")
    example = tmp_path / "keys.toml"
    example.write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    assert read_keys(example).faults == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"set": "vi"}, "no set of keys “vi”. Known: arrows, vim"),
        ({"keys": {"code.repaet": "a"}}, "no action “code.repaet”. Near: code.repeat"),
        ({"keys": {"code.repeat": "hyper+x"}}, "there is no key “hyper+x”"),
        ({"keys": {"code.repeat": "c"}}, "c is code.repeat and no longer code.pick"),
        ({"colour": 1}, "unknown entry “colour”"),
        ({"keys": {"code.repeat": "F9"}}, "F9 is go.theory everywhere, so not code.repeat"),
        ({"keys": "x"}, "must be a table"),
        (
            {"keys": {"code.repeat": 7, "change.undo": ["u", "ctrl+u"]}},
            "7 is code.repeat and no longer code.recent-7",
        ),
    ],
)
def test_a_fault_in_a_key_map_is_named_and_the_rest_holds(data: dict[str, object], said: str) -> None:
    keys = keys_from(data, name="keys.toml")
    assert any(said in fault for fault in keys.faults)


def test_help_and_the_last_line_show_the_keys_that_are_in_force() -> None:
    keys = keys_from({"keys": {"read.mark": "c", "code.repeat": "., F9", "memo.write": ""}}, name="keys.toml")
    assert keys.keys["code.pick"] == "enter"
    shown = dict(row[::-1] for _, rows in listed("transcript", "coding", keymap=keys.keys) for row in rows)
    told = {action.id: action.description for action in CATALOGUE}
    assert shown[told["code.pick"]] == "Enter"
    assert shown[told["code.repeat"]] == "."
    assert shown[told["read.mark"]] == "c"
    assert told["memo.write"] not in shown

    async def script(pilot: Pilot[None]) -> None:
        pilot.app._take_keys(keys)
        await pilot.pause()
        put_caret(pilot, 10)
        await pilot.press("M")
        await pilot.pause()
        assert not any(panel.has_class("-open") for panel in pilot.app.screen.query(Panel))
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.query_one(CodePicker).has_class("-open")

    play(demonstration(), script)


def test_a_key_map_that_cannot_be_read_is_named_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_bytes(b"\xff = [")
    keys = read_keys(tmp_path / "keys.toml")
    assert keys.keys == {}
    assert "keys.toml cannot be read" in keys.faults[0]
    assert read_keys(tmp_path / "none.toml") == UserKeys()

    async def script(pilot: Pilot[None]) -> None:
        pilot.app._take_keys(keys)
        assert (await notices(pilot))[0].startswith("The keys in keys.toml")

    play(demonstration(), script)


def test_the_sets_name_actions_and_keys_that_exist_and_clash_with_nothing() -> None:
    ids = {action.id for action in CATALOGUE}
    for name, keys in SETS.items():
        assert set(keys) <= ids
        assert all(
            key_name(key.replace("ctrl+", "ctrl-")) for written in keys.values() for key in written.split(",")
        )
        for places in (("transcript", "coding", "app"), ("list", "app")):
            mine = [a for a in CATALOGUE if a.place in places and a.keys and not a.id.startswith("hit.")]
            used = [k for a in mine for k in keys.get(a.id, a.keys).split(",")]
            assert sorted(used) == sorted(set(used)), name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"), ("Ctrl-X", "ctrl+x"), ("PgDn", "pagedown"), ("x", "x"), ("X", "X"), ("F12", "f12"),
        ("ctrl+left", "ctrl+left"), ("-", "minus"), ("banana", None), ("", None), ("ctrl+", None), ("'", "apostrophe"),
    ],
)  # fmt: skip
def test_keys_are_understood_as_people_write_them(written: str, name: str | None) -> None:
    assert (key_name(written) or "").replace("X", "x") == (name or "").replace("X", "x")


def test_long_work_runs_aside_is_shown_can_be_cancelled_and_may_fail(demonstration: Path) -> None:
    stage: list[str] = []

    def count(desk: Desk, progress: Progress) -> str:
        return f"There are {len(desk.sources.source_views())} sources."

    def endless(desk: Desk, progress: Progress) -> str:
        for step in range(10**9):
            progress(step, 10**9)
        return "never"

    def refused(desk: Desk, progress: Progress) -> str:
        raise Conflict("That cannot be.", hint="Do not.")

    def broken(desk: Desk, progress: Progress) -> str:
        raise ZeroDivisionError

    async def script(pilot: Pilot[None]) -> None:
        here = pilot.app.screen
        for job, words in (
            (count, "There are 15 sources."),
            (refused, "That cannot be. Do not."),
            (broken, "failed"),
        ):
            here.post_message(StartJob("Counting", job))
            await pilot.pause()
            await pilot.app.workers.wait_for_complete()
            assert words in (await notices(pilot))[-1]
        here.post_message(StartJob("Counting", endless))
        await pilot.pause(0.4)
        stage.append(here.query_one(TitleBar)._job)
        here.post_message(StartJob("Another", count))
        await pilot.pause()
        assert "still going on" in (await notices(pilot))[-1]
        await pilot.press("ctrl+x")
        await pilot.app.workers.wait_for_complete()
        assert "cancelled" in (await notices(pilot))[-1]
        assert here.query_one(TitleBar)._job == ""

    play_study(demonstration, script)
    assert "of 1,000,000,000" in stage[0]


def test_headings_come_last_among_hits() -> None:
    from dataclasses import replace

    book = codes()
    book[0] = replace(book[0], when_to_use="Not for coding; retrieve with it.")
    finder = CodeFinder(book, ["code:Relationships"])
    assert finder.find("")[-1].name == "Relationships"
    assert [c.name for c in finder.find("relat")][-1] == "Relationships"


def test_a_fault_of_the_program_shows_nothing_of_the_study(capsys: pytest.CaptureFixture[str]) -> None:
    desk = demonstration()
    text = desk.texts["18967"][0]

    async def script(pilot: Pilot[None]) -> None:
        def broken() -> None:
            words = text[200:400]
            raise ZeroDivisionError(len(words))

        pilot.app.call_later(broken)
        await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        play(desk, script)
    shown = capsys.readouterr().err
    assert "ZeroDivisionError" in shown
    assert text[200:240] not in shown.replace("\n", "")
    assert "locals" not in shown


def test_the_page_of_keys_is_in_step_with_the_program() -> None:
    docs = Path(__file__).parents[2] / "docs"
    made = runpy.run_path(str(docs / "make_keys.py"))["page"]()
    assert (docs / "keys.md").read_text("utf-8") == made, "run docs/make_keys.py"


def burst(pilot: Pilot[None], typed: str) -> None:
    """Keys that arrive together; a newline is Enter."""
    names = {"/": "slash", "-": "minus", " ": "space", "\n": "enter"}
    for character in typed:
        pilot.app.post_message(events.Key(names.get(character, character), character))


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    for _ in range(100):
        await pilot.pause(0.02)
        if true():
            return
    raise AssertionError("not within two seconds")


def test_keys_that_arrive_together_go_where_the_ones_before_them_lead(demonstration: Path) -> None:
    async def filtered(pilot: Pilot[None]) -> None:
        burst(pilot, "/hm-03\n")
        await until(pilot, lambda: isinstance(pilot.app.screen, CodingScreen))
        await pilot.pause()
        assert "HM-03" in pilot.app.screen.query_one(TitleBar).render_line(0).text

    play_study(demonstration, filtered, place="sources")

    async def coded(pilot: Pilot[None]) -> None:
        put_caret(pilot, 10)
        burst(pilot, "cunloved hall\n")  # u and d would undo, and mark as read
        await until(pilot, lambda: "unloved hall" in said(pilot))

    play_study(demonstration, coded, opened="HM-01")
    with Study(demonstration) as study, study.reading() as reader:
        done = [entry.summary for entry in history(reader, limit=2)]
    assert "unloved hall" in done[0]
    assert "read" not in done[1]


def test_a_click_on_a_key_in_the_last_line_is_the_key(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        line = pilot.app.screen.query_one(KeyLine)
        text = line.render_line(0).text
        assert "? Help" in text
        await pilot.click(KeyLine, offset=(text.index("? Help"), 0))
        await pilot.pause()
        assert pilot.app.screen.query_one(HelpPanel).is_open

    play_study(demonstration, script, place="sources")


def test_the_key_that_lists_all_others_has_its_place_however_narrow_the_line(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        line = pilot.app.screen.query_one(KeyLine)
        for width in (120, 80, 40, 12):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            text = line.render_line(0).text
            assert "? Help" in text
        assert not text.replace("? Help", "").strip(), "alone in the end"

    play_study(demonstration, script, place="guide")


def test_no_key_is_shown_that_a_narrow_line_would_cut(demonstration: Path) -> None:
    async def script(pilot: Pilot[None]) -> None:
        text = pilot.app.screen.query_one(KeyLine).render_line(0).text
        shown = [
            binding.binding for binding in pilot.app.screen.active_bindings.values() if binding.binding.show
        ]
        whole = [f"{pilot.app.get_key_display(one)} {one.description}" for one in shown]
        rest = text
        for words in whole:
            rest = rest.replace(words, "", 1)
        assert not rest.strip()

    play_study(demonstration, script, place="sources", size=(30, 20))
