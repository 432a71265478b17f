"""What is done with a passage on which coders differ: agreed on, withdrawn, talked about in a memo."""

from __future__ import annotations

from workbench.model.team_views import Compared, DisagreementView
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.study_screen import StudyScreen
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.panels import Chooser


def agree(screen: StudyScreen, compared: Compared, found: DisagreementView, *, applies: bool) -> None:
    """Keep what was agreed: on the one code that is disputed, else on the one that is chosen."""

    def keep(code_id: str) -> None:
        team = screen.session.desk.team
        screen.app.clear_notifications()  # the last one would lie over the text of the next passage
        summary = screen.change(lambda: team.agree(compared, found, code_id, applies=applies))
        if summary is not None:
            screen.say(summary)

    codes = [code for code in found.disputed if code[0] not in found.settled]
    if not codes:
        screen.notify("All is agreed here; w withdraws it.", severity="warning")
    elif len(codes) == 1:
        keep(codes[0][0])
    else:
        verb = "applies" if applies else "does not apply"
        choices = [Choice(code_id, (Part(path),)) for code_id, path in codes]
        screen.close_panels()
        screen.query_one(Chooser).open(f"Which code {verb} here?   Enter, Esc leaves it", choices, keep)


def withdraw(screen: StudyScreen, compared: Compared, found: DisagreementView) -> None:
    """Take back what was agreed on the passage last."""
    summary = screen.change(lambda: screen.session.desk.team.withdraw(compared, found))
    if summary is not None:
        screen.say(summary)


def write_memo(screen: StudyScreen, found: DisagreementView) -> None:
    """Write a memo on the passage."""
    subject = MemoSubject(
        f"memo:{found.revision_id}:{found.start_char}:{found.end_char}",
        f"{found.source} {found.start_char}:{found.end_char}",
        lambda kind, body: screen.change(lambda: screen.session.desk.team.write_memo(found, kind, body)),
    )
    screen.close_panels()
    screen.query_one(MemoPanel).open(subject)
