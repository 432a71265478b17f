"""The memos that are listed: narrowed by kind, coder and subject, found by words, in an order, in columns."""

from __future__ import annotations

from workbench.model.memo_views import MemoView
from workbench.model.vocabulary import plural
from workbench.tui.memos.memos_list import COLUMNS, ORDERS, WORDS, MemoBook, Narrowing, cells_of
from workbench.tui.widgets.head_line import HeadLine
from workbench.tui.widgets.table_list import TableList


class MemoTable(TableList):
    """A list of memos."""

    def __init__(self, head_line: HeadLine, *, id: str | None = None) -> None:
        super().__init__(COLUMNS, head_line, plain=WORDS, id=id)
        self.book = MemoBook(())
        self.order = "newest"
        self._narrowing = Narrowing()
        self._words = ""

    @property
    def memo(self) -> MemoView | None:
        """The marked memo."""
        return self.book.by_id.get(self.key or "")

    def take_book(self, book: MemoBook) -> None:
        """These are the memos now."""
        self.book = book
        self.take({memo.id: cells_of(memo) for memo in book.by_id.values()})
        self._list()

    def mark_memo(self, memo_id: str) -> None:
        """Mark a memo, if it is listed."""
        keys = [choice.key for choice in self.choices]
        if memo_id in keys:
            self.mark(keys.index(memo_id))

    def find(self, words: str) -> None:
        """List only memos with these words."""
        self._words = words
        self._list()

    def narrow(self, facet: str, value: str) -> None:
        """List only memos with this value of a facet; empty for any."""
        self._narrowing = self._narrowing.by(facet, value)
        self._list()

    def put_in_order(self, name: str) -> None:
        """List them in another order."""
        self.order = name
        self._list()

    def list_all(self) -> None:
        """List all memos again."""
        self._narrowing, self._words = Narrowing(), ""
        self._list()

    @property
    def in_words(self) -> str:
        """How many of how many are listed, which, and in what order."""
        book, narrowing = self.book, self._narrowing.words
        about = plural(len(book.memos), "memo")
        if len(self.listed) != len(book.by_id):
            about = f"{len(self.listed)} of {about}"
        about += f" and {plural(len(book.drafts), 'draft')}" if book.drafts else ""
        about += f": {narrowing}" if narrowing else ""
        return f"{about}   {ORDERS[self.order].lower()}"

    def _list(self) -> None:
        memos = self.book.listed(self._narrowing, self._words, self.order)
        self.list_rows([memo.id for memo in memos])
