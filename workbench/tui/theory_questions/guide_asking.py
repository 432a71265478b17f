"""What the guide screen asks for: wordings, purposes, interviewees, another guide, a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from workbench.model.guide_views import GuideView
from workbench.model.questions import InterviewPurpose
from workbench.model.words import Words
from workbench.tui.overwriting import edit_line, edit_words
from workbench.tui.session import attempt
from workbench.tui.theory_questions.guide_lines import changes
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.line_panel import LinePanel
from workbench.tui.widgets.panels import Chooser
from workbench.tui.widgets.pick_panel import Entry, PickPanel, Question

if TYPE_CHECKING:
    from workbench.tui.theory_questions.guide_screen import GuideScreen

ABOUT = {
    InterviewPurpose.GLEANING: "what theory can be found here",
    InterviewPurpose.REFINING: "where our theory is wrong",
    InterviewPurpose.CONSOLIDATING: "whether what we hold is so",
}
"""What the questions of each purpose are for."""

ANYONE = "(anyone)"


def adopt(screen: GuideScreen) -> None:
    """Take the marked proposal into the guide in hand, or into a first one."""
    one, guide, desk = screen.board.proposal, screen.guide, screen.session.desk.guides
    if one is None:
        words = (
            "Nothing is proposed here." if screen.board.is_told else "Still looking for gaps: wait a moment."
        )
        screen.notify(words, severity="warning")
        return
    if guide is not None and one.is_in(guide):
        screen.notify("The guide has a question drawn from this already.", severity="warning")
        return
    guide_id = guide.id if guide else screen.change(lambda: desk.new("", from_id=None))
    if guide_id is not None and screen.change(lambda: desk.adopt(guide_id, one)) is not None:
        screen.say("Adopted as it is worded; Tab, then e rewords it, u undoes it")
        screen.main.action_step(1)


def wording(screen: GuideScreen) -> None:
    """Reword the marked question."""
    if one := screen.question:
        edit, words = screen.session.desk.guides.edit, Words("guide_question", one.id, "wording")
        title = f"Question {one.position}"
        edit_words(screen, words, title, one.wording, lambda text: edit(one.id, wording=text), between=" / ")


def own(screen: GuideScreen) -> None:
    """Word a question of one's own; it comes after the marked one, for the same people."""
    guide = _in_hand(screen)
    if guide is None:
        return
    desk = screen.session.desk.guides
    marked = screen.board.question
    purpose = marked.purpose if marked else InterviewPurpose.REFINING
    whom, place = (marked.interviewee, marked.position + 1) if marked else ("", None)

    def add(line: str) -> bool:
        done = screen.change(
            lambda: desk.add(guide.id, line, purpose=purpose, interviewee=whom, position=place)
        )
        if done is not None:
            screen.say(f"Added for {whom or 'anyone'}, {purpose}; u undoes it")
        return done is not None

    _line(screen, "Your own question", "", add)


def drop(screen: GuideScreen) -> None:
    """Take the marked question out of the guide."""
    if one := screen.question:
        screen.done(lambda: screen.session.desk.guides.drop(one.id))


def purpose(screen: GuideScreen) -> None:
    """Choose the purpose of the marked question."""
    if one := screen.question:
        edit = screen.session.desk.guides.edit

        def take(key: str) -> None:
            screen.done(lambda: edit(one.id, purpose=InterviewPurpose(key)))

        choices = [
            Choice(each, (Part(f"{each}  "), Part(ABOUT[each], quiet=True))) for each in InterviewPurpose
        ]
        screen.close_panels()
        screen.query_one(Chooser).open(
            "Asked for which purpose?   Enter, Esc leaves it",
            choices,
            take,
        )


def whom(screen: GuideScreen) -> None:
    """Choose who is asked the marked question: a role of the study, or another one that is typed."""
    if one := screen.question:
        desk = screen.session.desk.guides
        roles = attempt(screen, desk.roles) or ()

        def give(role: str) -> None:
            screen.done(lambda: desk.edit(one.id, interviewee="" if role == ANYONE else role))

        _pick(screen, "Who is asked it?", list(roles), give, own_words="another role", first=ANYONE)


def guide(screen: GuideScreen) -> None:
    """Choose another guide, or begin one."""
    in_hand = screen.guide
    choices = [
        Choice(one.id, (Part(one.name), Part(f"  {one.created_at[:10]}", quiet=True)))
        for one in screen.guides
    ]
    choices.append(Choice("new", (Part("A new guide, empty"),)))
    if in_hand is not None:
        choices.append(Choice("copy", (Part(f"A new guide with the questions of guide {in_hand.number}"),)))

    def take(key: str) -> None:
        if key in ("new", "copy"):
            _begin(screen, in_hand.id if in_hand and key == "copy" else None)
        else:
            screen.take_guide(key)

    screen.close_panels()
    screen.query_one(Chooser).open("Which guide?   Enter, Esc leaves it", choices, take)


def _begin(screen: GuideScreen, from_id: str | None) -> None:
    def begin(title: str) -> bool:
        identity = screen.change(lambda: screen.session.desk.guides.new(title, from_id=from_id))
        if identity is not None:
            screen.take_guide(identity)
        return identity is not None

    _line(screen, "Title of the new guide", "", begin)


def title(screen: GuideScreen) -> None:
    """Give the guide in hand another title."""
    if one := _in_hand(screen):
        retitle, words = screen.session.desk.guides.retitle, Words("interview_guide", one.id, "title")
        edit_line(screen, words, "Title", one.title, lambda line: retitle(one.id, line))


def remove(screen: GuideScreen) -> None:
    """Remove the guide in hand."""
    if one := _in_hand(screen):
        screen.done(lambda: screen.session.desk.guides.remove(one.id))


def compare(screen: GuideScreen) -> None:
    """Say what changed since the guide before."""
    one = _in_hand(screen)
    if one is None:
        return
    earlier = [each for each in screen.guides if each.number < one.number]
    if not earlier:
        screen.notify("There is no earlier guide to compare it with.", severity="warning")
        return
    found = attempt(screen, lambda: screen.session.desk.guides.difference(earlier[-1].id, one.id))
    if found is not None:
        screen.close_panels()
        title = f"From {found.before.name} to {found.after.name}   Esc closes"
        screen.query_one(AskPanel).open(title, changes(found), lambda: None)


def only(screen: GuideScreen) -> None:
    """Choose a tracer, site or role to propose for."""
    desk = screen.session.desk.guides
    names, roles = attempt(screen, desk.names), attempt(screen, desk.roles)
    if names is None or roles is None:
        return
    tracer, site, role = screen.narrowed
    known: Mapping[str, tuple[str, str, str]] = {
        **{f"tracer: {name}": (name, site, role) for _, name in names.tracers},
        **{f"site: {name}": (tracer, name, role) for _, name in names.sites},
        **{f"role: {name}": (tracer, site, name) for name in roles},
    }
    _pick(screen, "Propose only for", list(known), lambda key: screen.narrow(*known[key]))


def write(screen: GuideScreen) -> None:
    """Write the guide to a file."""
    if one := _in_hand(screen):
        send = screen.session.desk.guides.write
        name = f"interview-guide-{one.number}.docx"
        _line(
            screen,
            "Write it to (md, docx, html)",
            name,
            lambda line: _told(screen, attempt(screen, lambda: send(one.id, line))),
        )


def _told(screen: GuideScreen, summary: str | None) -> bool:
    if summary is not None:
        screen.say(summary)
    return summary is not None


def _in_hand(screen: GuideScreen) -> GuideView | None:
    one = screen.guide
    if one is None:
        screen.notify("There is no guide yet: g begins one.", severity="warning")
    return one


def _line(screen: GuideScreen, title: str, value: str, then: Callable[[str], bool]) -> None:
    screen.close_panels()
    screen.query_one(LinePanel).open(title, value, then)


def _pick(
    screen: GuideScreen,
    title: str,
    names: list[str],
    then: Callable[[str], None],
    *,
    own_words: str = "",
    first: str = "",
) -> None:
    screen.close_panels()
    question = Question(
        f"{title}   Enter takes it, Esc none",
        [Entry(name, name) for name in names],
        own=own_words,
        first=Entry(first, first) if first else None,
    )
    screen.query_one(PickPanel).open(question, then, then)
