"""Which configurations a list shows: those with the words that were typed and the fact that was picked. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from workbench.model.theory_views import CMOLine
from workbench.model.vocabulary import Stage, plural
from workbench.tui.widgets.pick_panel import Entry


@dataclass(frozen=True, slots=True)
class CMOFilter:
    """The configurations of a study, and which of them are wanted. `only` is a kind of fact and its value."""

    lines: Sequence[CMOLine] = ()
    haystacks: dict[str, str] = field(default_factory=dict)
    only: tuple[str, str] | None = None
    with_retired: bool = False

    def over(self, lines: Sequence[CMOLine]) -> CMOFilter:
        """The same over what was read anew."""
        return replace(self, lines=lines, haystacks={line.id: haystack(line) for line in lines})

    @property
    def live(self) -> list[CMOLine]:
        """Those among which is chosen: retired ones only where they are wanted."""
        return [line for line in self.lines if self.with_retired or line.stage is not Stage.RETIRED]

    def shown(self, typed: str) -> list[CMOLine]:
        """Those that have the fact and all typed words."""
        words = typed.casefold().split()
        wanted = [
            line for line in self.live if self.only is None or self.only[1] in values_of(line, self.only[0])
        ]
        return [line for line in wanted if all(word in self.haystacks[line.id] for word in words)]

    def about(self, shown: int) -> str:
        """How many are shown of how many, and by what fact."""
        live = len(self.live)
        about = plural(live, "CMO")
        if shown != live:
            about = f"{shown} of {about}"
        if self.only is not None:
            about += f", only {self.only[0]}: {self._named(*self.only)}"
        hidden = len(self.lines) - live
        return f"{about}, {hidden} retired (h shows)" if hidden else about

    def _named(self, kind: str, value: str) -> str:
        if kind != "element":
            return value or "none"
        words = (one.wording for line in self.lines for one in line.statements if one.element_id == value)
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


def facts(lines: Sequence[CMOLine]) -> Iterator[Entry]:
    """The facts that these configurations have, with how many have each; elements last."""
    for kind in ("tracer", "site", "kind", "stage", "coder", "evidence"):
        counts = Counter(value for line in lines for value in values_of(line, kind))
        for value, count in sorted(counts.items(), key=lambda one: (not one[0], one[0].casefold())):
            yield Entry(f"{kind}:{value}", f"{kind}: {value or 'none'}", plural(count, "CMO"))
    wordings: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for line in lines:
        mine = {one.element_id: one.wording for one in line.statements}
        wordings |= mine
        numbers.update(mine.keys())
    for element, count in numbers.most_common():
        yield Entry(f"element:{element}", f"element: {wordings[element]}", plural(count, "CMO"))
