"""How proposals, the questions of a guide and what changed between two guides are shown. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.style import Style
from rich.text import Text

from workbench.model.guide_views import GuideDiff, GuideQuestionView, GuideView, Proposal, Proposals
from workbench.tui.widgets.choices import Choice, Part, safe
from workbench.tui.widgets.sections import heading


def proposal_choices(found: Proposals, guide: GuideView | None) -> Iterator[Choice]:
    """Proposals under headings of interviewee and purpose; those that the guide has are ticked. Notes come last."""
    last = ("", "")
    for one in found.items:
        group = (one.interviewee or "anyone", str(one.purpose))
        if group != last:
            yield heading(Part(f"For {safe(group[0])}, {group[1]}", strong=True))
            last = group
        taken = guide is not None and one.is_in(guide)
        yield Choice(
            one.key,
            (
                Part("✓ " if taken else "  "),
                Part(safe(why(one)), quiet=taken),
                Part(safe(f"  {one.wording}"), quiet=True),
            ),
        )
    for note in found.notes:
        yield heading(Part(note, quiet=True))


def looking_choices() -> Iterator[Choice]:
    """What stands there while proposals are looked for."""
    yield heading(Part("Looking for gaps of the study …", quiet=True))


def why(one: Proposal) -> str:
    """The gap in short: `CMO 3, no evidence`."""
    gap = one.drawn_from.partition(":")[0]
    if one.cmo_number is not None:
        return ", ".join(filter(None, (f"CMO {one.cmo_number}", gap, one.site)))
    return gap if one.origin.question_id else ", ".join(filter(None, (gap, one.tracer, one.site)))


def guide_choices(guide: GuideView | None) -> Iterator[Choice]:
    """The questions of a guide in its order; what to do where there is none."""
    if guide is None:
        yield heading(Part("No guide yet. g begins one; Enter on a proposal does, too.", quiet=True))
        return
    if not guide.questions:
        yield heading(Part("No questions yet. Enter adopts a proposal, n adds your own.", quiet=True))
    for one in guide.questions:
        yield Choice(
            one.id,
            (
                Part(f"{one.position:>2} ", strong=True),
                Part(safe(f"{one.interviewee or 'anyone'}, {one.purpose}: "), quiet=True),
                Part(safe(one.wording)),
            ),
        )


def proposed(one: Proposal) -> Text:
    """A proposal at length."""
    text = Text(f"Proposed for {one.interviewee or 'anyone'}, {one.purpose}\n", Style(bold=True))
    text.append(one.wording + "\n", Style(bold=False))
    return text.append(f"Drawn from: {one.drawn_from}", Style(bold=False, italic=True))


def asked(one: GuideQuestionView) -> Text:
    """A question of a guide at length."""
    text = Text(
        f"Question {one.position} for {one.interviewee or 'anyone'}, {one.purpose}\n", Style(bold=True)
    )
    text.append(one.wording + "\n", Style(bold=False))
    drawn = f"Drawn from: {one.drawn_from}" if one.drawn_from else "Your own question"
    return text.append(drawn, Style(bold=False, italic=True))


def changes(found: GuideDiff) -> Text:
    """What changed, in words with signs."""
    text = Text()
    _lines(text, "+", "added", [one.wording for one in found.added])
    _lines(text, "-", "dropped", [one.wording for one in found.dropped])
    _lines(text, "~", "reworded", [f"{old.wording}\n   → {new.wording}" for old, new in found.reworded])
    other = [
        f"{new.wording}\n   {old.interviewee or 'anyone'}, {old.purpose} → {new.interviewee or 'anyone'}, {new.purpose}"
        for old, new in found.altered
    ]
    _lines(text, "~", "asked of others or for another purpose", other)
    return text if text else Text("The two ask the same.")


def _lines(text: Text, sign: str, said: str, wordings: Sequence[str]) -> None:
    for wording in wordings:
        text.append(f"{sign} {said}: ", Style(bold=True))
        text.append(f"{wording}\n")
