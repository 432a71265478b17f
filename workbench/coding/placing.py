"""What one code may be: where it may stand, what it may be called, how its colour is written."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.coding.hierarchy import MAX_DEPTH
from workbench.errors import BadInput, Conflict
from workbench.model.codebook import COLOUR
from workbench.model.views import CodeView
from workbench.store.reading.codebook import with_sub_codes


def clean_colour(colour: str) -> str:
    """A colour as it is kept; empty for none.

    Raises:
        BadInput: not `#rrggbb`.
    """
    if colour and not COLOUR.fullmatch(colour):
        raise BadInput(f"a colour is written #rrggbb, not {colour!r}", hint="For example #00af5f.")
    return colour.lower()


def code_of(codes: Sequence[CodeView], code_id: str, *, what: str = "this code") -> CodeView:
    """The code with this id.

    Raises:
        Conflict: it is gone.
    """
    found = next((code for code in codes if code.id == code_id), None)
    if found is None:
        raise Conflict(f"{what} is no longer in the codebook", hint="See who took it away: workbench history")
    return found


def siblings(codes: Sequence[CodeView], parent_id: str | None, *, without: str = "") -> list[CodeView]:
    """The codes under a parent (None: at the top) in their order."""
    return [code for code in codes if code.parent_id == parent_id and code.id != without]


def require_free_name(
    codes: Sequence[CodeView], name: str, parent_id: str | None, *, itself: str = ""
) -> None:
    """Refuse a name that another code has under the same parent, in any case.

    Raises:
        Conflict: naming that code.
    """
    for code in siblings(codes, parent_id, without=itself):
        if code.name.casefold() == name.casefold():
            retired = "; it is retired" if code.retired else ""
            raise Conflict(
                f"there is a code {code.path!r} already{retired}",
                hint="Take it up again: workbench codebook restore"
                if retired
                else "Use it, or choose another name.",
            )


def elsewhere(codes: Sequence[CodeView], name: str, parent_id: str | None, *, itself: str = "") -> str:
    """A note, where codes under other parents bear this name; else empty."""
    same = [
        code.path
        for code in codes
        if code.id != itself and code.parent_id != parent_id and code.name.casefold() == name.casefold()
    ]
    return f"; the name also stands at {', '.join(map(repr, same[:3]))}" if same else ""


def require_place(codes: Sequence[CodeView], parent_id: str | None, *, moved: str = "") -> CodeView | None:
    """The parent under which a code (with the codes below it, if it is `moved`) may stand; None for the top.

    Raises:
        Conflict: the parent is gone, is the code itself or lies below it.
        BadInput: the codes would lie too deep.
    """
    if parent_id is None:
        return None
    parent = code_of(codes, parent_id, what="the parent code")
    below = 0
    if moved:
        code = code_of(codes, moved)
        ids = with_sub_codes(tuple(codes), moved)
        if parent_id in ids:
            raise Conflict(
                f"{code.path!r} cannot lie under {parent.path!r}, which is {_itself(code, parent)}",
                hint="Move that one out first.",
            )
        below = max(one.depth for one in codes if one.id in ids) - code.depth
    if parent.depth + 1 + below > MAX_DEPTH:
        raise BadInput(
            f"a code lies at most {MAX_DEPTH} levels deep; under {parent.path!r} it would lie deeper"
        )
    return parent


def _itself(code: CodeView, parent: CodeView) -> str:
    return "the code itself" if code.id == parent.id else "below it"
