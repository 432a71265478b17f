"""Which configurations a list shows: those with the words that were typed and the facts that were picked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import Stage, plural
from workbench.tui.suggestions.words import short_quote
from workbench.tui.widgets.pick_panel import Entry

KINDS = ("tracer", "site", "kind", "stage", "coder", "evidence")
"""The kinds of facts but elements, in the order in which they are offered."""

LONGEST_WORDING = 30
"""Characters of an element that is picked: the other facts are to be seen beside it."""


@dataclass(frozen=True, slots=True)
class CMOFilter:
    """The configurations of a study, and which of them are wanted; `only` has a value of each kind of fact picked."""

    lines: Sequence[CMOLine] = ()
    haystacks: dict[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    with_retired: bool = False

    def over(self, lines: Sequence[CMOLine]) -> CMOFilter:
        """The same over what was read anew."""
        return replace(self, lines=lines, haystacks={line.id: haystack(line) for line in lines})

    @property
    def live(self) -> list[CMOLine]:
        """Those among which is chosen: retired ones only where they are wanted."""
        return [line for line in self.lines if self.with_retired or line.stage is not Stage.RETIRED]

    def turned(self, kind: str, value: str) -> CMOFilter:
        """With this fact beside those of other kinds; without it if it was picked before."""
        others = {one: held for one, held in self.only.items() if one != kind}
        return replace(self, only=others if self.only.get(kind) == value else others | {kind: value})

    def shown(self, typed: str) -> list[CMOLine]:
        """Those that have all facts and all typed words."""
        words = typed.casefold().split()
        return [line for line in self._having() if all(word in self.haystacks[line.id] for word in words)]

    def _having(self, *, but: str = "") -> list[CMOLine]:
        """Those that have all facts picked, but for that of one kind."""
        wanted = [(kind, value) for kind, value in self.only.items() if kind != but]
        return [line for line in self.live if all(value in values_of(line, kind) for kind, value in wanted)]

    def about(self, shown: int) -> str:
        """How many are shown of how many, and by what facts."""
        live = len(self.live)
        about = plural(live, "CMO")
        if shown != live:
            about = f"{shown} of {about}"
        if self.only:
            about += (
                f", only {'; '.join(f'{kind}: {self._named(kind, one)}' for kind, one in self.only.items())}"
            )
        hidden = len(self.lines) - live
        return f"{about}, {hidden} retired (h shows)" if hidden else about

    @property
    def picked(self) -> str:
        """The facts that were picked, in words: `observed; site: none`; empty if there are none."""
        return "; ".join(self._named(kind, value) for kind, value in self.only.items())

    def facts(self) -> Iterator[Entry]:
        """What can be picked, elements last: each fact of those shown, with how many have it; a tick on those picked.

        Of the kind of a fact that is picked all are offered that would show something in its place, and itself, though
        nothing has it any more.
        """
        for kind in KINDS:
            counts = Counter(value for line in self._having(but=kind) for value in values_of(line, kind))
            counts.update({self.only[kind]: 0} if kind in self.only else {})
            for value, count in sorted(counts.items(), key=lambda one: (not one[0], one[0].casefold())):
                yield self._fact(kind, value, value or "none", count)
        held: Counter[str] = Counter()
        wordings: dict[str, str] = {}
        for line in self._having(but="element"):
            mine = {one.element_id: one.wording for one in line.statements}
            wordings |= mine
            held.update(mine.keys())
        if "element" in self.only:
            held.update({self.only["element"]: 0})
        for element, count in held.most_common():
            yield self._fact("element", element, wordings.get(element) or self._wording(element), count)

    def _fact(self, kind: str, value: str, name: str, count: int) -> Entry:
        tick = "✓ " if self.only.get(kind) == value else ""
        return Entry(f"{kind}:{value}", f"{tick}{kind}: {name}", plural(count, "CMO"))

    def _named(self, kind: str, value: str) -> str:
        if kind != "element":
            return value or f"{kind}: none"
        return f"“{short_quote(self._wording(value), LONGEST_WORDING)}”"

    def _wording(self, element_id: str) -> str:
        words = (
            one.wording for line in self.lines for one in line.statements if one.element_id == element_id
        )
        return next(words, "an element that is gone")


def haystack(line: CMOLine) -> str:
    """All that words of the filter are looked for in."""
    words = (
        f"cmo {line.number}",
        line.title,
        line.kind,
        line.tracer,
        *line.sites,
        line.stage_explained,
        line.coder,
    )
    return " ".join((*words, *(one.wording for one in line.statements))).casefold()


def values_of(line: CMOLine, kind: str) -> tuple[str, ...]:
    """What a configuration has of one kind of fact; an empty value where it has none."""
    match kind:
        case "tracer":
            return (line.tracer,)
        case "site":
            return line.sites or ("",)
        case "kind":
            return (line.kind,)
        case "stage":
            return (str(line.stage),)
        case "coder":
            return (line.coder,)
        case "evidence":
            return (*["contradicted"] * bool(line.contradicts), *["slots without"] * bool(line.bare))
        case _:
            return tuple(one.element_id for one in line.statements)
