"""The codebook: a tree of codes with how often each was used, to be written, ordered, merged and split."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar, TypeVar

from workbench.model.code_text import CodeText
from workbench.model.views import CodeView
from workbench.model.vocabulary import MemoKind
from workbench.tui.codebook.code_chooser import CodeChooser
from workbench.tui.codebook.code_draft import as_stored, texts_of
from workbench.tui.codebook.code_tree import Book, Target, moved
from workbench.tui.codebook.edit_panel import EditPanel, EditSubject
from workbench.tui.codebook.merge_preview import merge_preview
from workbench.tui.codebook.tree_screen import TreeScreen
from workbench.tui.keys.catalogue import bindings
from workbench.tui.meanwhile import Reading
from workbench.tui.reading.memo_panel import MemoPanel, MemoSubject
from workbench.tui.session import attempt
from workbench.tui.suggestions.words import key_of
from workbench.tui.widgets.ask_panel import AskPanel
from workbench.tui.widgets.choices import Choice, Part
from workbench.tui.widgets.colours import HUE_NAMES, HUES
from workbench.tui.widgets.panels import Chooser, Panel
from workbench.tui.widgets.strips import fit

PanelKind = TypeVar("PanelKind", bound=Panel)

TOP = "top"
"""The key of the entry that puts a code under no other."""

LONGEST_NAME = 24
"""Cells of a code's name in the title of a panel."""

NO_PLACE = {
    "up": "It is the first there already.",
    "down": "It is the last there already.",
    "in": "There is no code above it to put it under; m puts it under any.",
    "out": "It is at the top already.",
}


class CodebookScreen(TreeScreen):
    """All codes of the study."""

    BINDINGS = bindings("codebook")
    KEY_PLACES: ClassVar[tuple[str, ...]] = ("codebook", "list", "edit")

    def panels(self) -> Iterable[Panel]:
        """Where codes are written, chosen and asked about."""
        yield EditPanel(self.session.memory, id="edit")
        yield CodeChooser(id="target")
        yield Chooser(id="chooser")
        yield AskPanel(id="ask")
        yield MemoPanel(self.session.memory, id="memo")

    def on_edit_panel_saved(self, event: EditPanel.Saved) -> None:
        """Say what was written."""
        self.say(event.summary)

    def action_open(self) -> None:
        """Edit the marked code; from the filter, go to the tree."""
        if self.focused is not self.main:
            self.main.focus()
        elif code := self.code:
            subject = EditSubject(
                f"code-edit:{code.id}",
                f"Edit “{fit(code.name, LONGEST_NAME)}”",
                partial(self._edit, code),
                lambda: texts_of(self.session.codes.get(code.id, code)),
            )
            self._panel(EditPanel).open(subject)

    def action_new(self, below: bool) -> None:
        """Write a new code, beside the marked one or under it."""
        marked = self.session.codes.get(self.main.key or "")
        parent_id = None if marked is None else marked.id if below else marked.parent_id
        where = f"under “{fit(self.session.label(parent_id), LONGEST_NAME)}”" if parent_id else "at the top"
        subject = EditSubject(
            f"code-new:{parent_id or ''}", f"New code {where}", lambda text, _: self._add(parent_id, text)
        )
        self._panel(EditPanel).open(subject)

    def action_move(self, way: str) -> None:
        """Put the marked code elsewhere by one step."""
        if code := self.code:
            target = moved(list(self.session.codes.values()), code.id, way, self.book.parents)
            if target is None:
                self.notify(NO_PLACE[way], severity="warning")
            else:
                self._move(code, target)

    def action_under(self) -> None:
        """Choose under which code the marked one is to be."""
        if code := self.code:
            self._panel(CodeChooser).open(
                f"Move “{fit(code.name, LONGEST_NAME)}” under which code?   Enter moves it, Esc leaves it",
                _others(self.session.codes.values(), code, retired=True),
                self.session.legend(),
                then=lambda key: self._move(code, Target(None if key == TOP else key)),
                first=Choice(TOP, (Part("To the top, under no code", strong=True),)),
            )

    def action_merge(self) -> None:
        """Choose into which code the marked one is to be merged."""
        if code := self.code:
            self._panel(CodeChooser).open(
                f"Merge “{fit(code.name, LONGEST_NAME)}” into which code?   Enter shows what would move",
                _others(self.session.codes.values(), code, retired=False),
                self.session.legend(),
                then=partial(self._ask_to_merge, code.id),
            )

    def action_split(self) -> None:
        """Go through the excerpts of the marked code."""
        from workbench.tui.codebook.split_screen import SplitScreen

        if code := self.code:
            self.app.push_screen(SplitScreen(self.session, code.id))

    async def action_excerpts(self) -> None:
        """Go to the excerpts of the marked code and of those below it."""
        from workbench.tui.excerpts.excerpts_screen import ExcerptsScreen

        if code := self.code:
            await self.app.run_action("go('excerpts')")
            if not isinstance(self.app.screen, ExcerptsScreen):  # something is open over them
                await self.app.run_action("go('excerpts')")
            if isinstance(self.app.screen, ExcerptsScreen):
                self.app.screen.ask(code.id if '"' in code.path else f'"{code.path}"')

    def action_colour(self) -> None:
        """Choose a colour for the marked code."""
        if code := self.code:
            legend = self.session.legend()
            glyph = legend.glyph(code.id)
            choices = [
                Choice(HUES[hue][0], (Part(f"│{glyph} ", hue=hue), Part(name)))
                for hue, name in enumerate(HUE_NAMES)
            ]
            choices.append(Choice("", (Part("   by its place in the codebook", quiet=True),)))
            title = f"Colour of “{fit(code.name, LONGEST_NAME)}”   Enter takes it, Esc leaves it"
            book = self.session.desk.codebook
            self._panel(Chooser).open(
                title,
                choices,
                lambda colour: self._done(lambda: book.edit_code(code.id, CodeText(colour=colour))),
            )

    def action_memo(self) -> None:
        """Write a memo on the marked code."""
        if code := self.code:
            desk = self.session.desk

            def save(kind: MemoKind, text: str) -> str | None:
                return self.change(lambda: desk.reading.write_memo(kind, text, "code", code.id))

            subject = MemoSubject(f"code:{code.id}", f"the code {fit(code.name, LONGEST_NAME)}", save)
            self._panel(MemoPanel).open(subject)

    def action_retire(self) -> None:
        """Take the marked code out of use, or up again."""
        if code := self.code:
            book = self.session.desk.codebook
            self._done(lambda: book.restore(code.id) if code.retired else book.retire(code.id))

    def action_remove(self) -> None:
        """Remove the marked code, if nothing rests on it."""
        if code := self.code:
            self._done(lambda: self.session.desk.codebook.remove(code.id))

    def _panel(self, kind: type[PanelKind]) -> PanelKind:
        """A panel to be opened; others are closed, and it will have the keys."""
        for panel in self.query(Panel):
            panel.remove_class("-open")
        return self.query_one(kind)

    def _edit(self, code: CodeView, text: CodeText, reading: Reading) -> str | None:
        """Write what differs; where somebody wrote in the same fields meanwhile, ask whose words stay."""
        reading.seen = as_stored(reading.seen, self.session.codes.get(code.id, code))
        book, panel = self.session.desk.codebook, self.query_one(EditPanel)
        return self.write(
            lambda: book.edit_code(code.id, text, seen=reading.seen), reading, panel.ways(reading)
        )

    def _add(self, parent_id: str | None, text: CodeText) -> str | None:
        code_id = self.change(lambda: self.session.desk.codebook.add_described(text, parent_id))
        if code_id is None:
            return None
        self.mark_code(code_id)
        return f"Added the code “{self.session.label(code_id)}”."

    def _move(self, code: CodeView, target: Target) -> None:
        book = self.session.desk.codebook
        if target.parent_id is not None:
            self._folded.discard(target.parent_id)
        self._done(lambda: book.move_code(code.id, target.parent_id, target.position))

    def _ask_to_merge(self, from_id: str, into_id: str) -> None:
        book = self.session.desk.codebook
        preview = attempt(self, lambda: book.merge_preview(from_id, into_id))
        if preview is not None:
            self._panel(AskPanel).open(
                "Merge?   Enter merges, Esc leaves all as it is",
                merge_preview(preview, undo_key=key_of("app.undo", self.session.keymap)),
                lambda: self._done(lambda: book.merge(from_id, into_id), mark=into_id),
            )

    def _done(self, call: Callable[[], str], *, mark: str | None = None) -> None:
        """Carry out a change and name it."""
        summary = self.change(call)
        if summary is not None:
            if mark is not None:
                self.mark_code(mark)
            self.say(summary)


def _others(codes: Iterable[CodeView], code: CodeView, *, retired: bool) -> list[CodeView]:
    """The codes that may be a target for one: none of those below it."""
    everything = Book(list(codes), retired=True)
    return [
        other
        for other in everything.codes
        if other.id != code.id
        and (retired or not other.retired)
        and code.id not in everything.above(other.id)
    ]
