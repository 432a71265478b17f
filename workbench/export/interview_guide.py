"""An interview guide as a document: by role of the interviewee and purpose, each question with why it is asked."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Phrase,
    Run,
    assemble,
    emphasised,
    plain,
)
from workbench.export.document_formats import DOCUMENT_FORMATS
from workbench.export.formats import chosen
from workbench.model.guide_views import GuideQuestionView, GuideView
from workbench.model.questions import InterviewPurpose

ABOUT = {
    InterviewPurpose.GLEANING: "Gleaning: what theory can be found here",
    InterviewPurpose.REFINING: "Refining: where our theory is wrong",
    InterviewPurpose.CONSOLIDATING: "Consolidating: whether what we hold is so",
}
"""What the questions of each purpose are for."""


def guide_document(guide: GuideView, *, study_title: str, reasons: bool = True) -> Document:
    """The guide. Its questions keep their numbers; `reasons` says below each what it was drawn from.

    Interviewees stand in the order in which the guide first names them; a guide without questions says so.
    """
    blocks = list(_blocks(guide, reasons=reasons))
    return assemble(
        guide.title or guide.name,
        blocks,
        subtitle=f"Interview guide {guide.number}. {study_title}".strip(),
        authors=(guide.coder,) if guide.coder else (),
        date=guide.created_at[:10],
    )


def _blocks(guide: GuideView, *, reasons: bool) -> Iterator[Block]:
    if guide.note:
        yield Paragraph(plain(guide.note))
    if not guide.questions:
        yield Paragraph(emphasised("This guide has no questions yet."))
    for interviewee in dict.fromkeys(one.interviewee for one in guide.questions):
        yield Heading(1, f"For: {interviewee}" if interviewee else "For anyone")
        for purpose in InterviewPurpose:
            asked = [
                one for one in guide.questions if (one.interviewee, one.purpose) == (interviewee, purpose)
            ]
            if asked:
                yield Heading(2, ABOUT[purpose])
            for one in asked:
                yield _question(one, reasons=reasons)


def _question(one: GuideQuestionView, *, reasons: bool) -> Paragraph:
    phrase: Phrase = (Run(f"{one.position}. ", bold=True), Run(one.wording))
    if reasons and one.drawn_from:
        phrase = (*phrase, Run(f"\nDrawn from: {one.drawn_from}", italic=True, muted=True))
    return Paragraph(phrase)


def render_guide(
    guide: GuideView, *, format: str, study_title: str, as_of: str, reasons: bool = True
) -> bytes:
    """The guide as a file's bytes.

    Raises:
        UsageError: no such format.
    """
    write = chosen(DOCUMENT_FORMATS, format, what="an interview guide")
    return write(guide_document(guide, study_title=study_title, reasons=reasons), as_of)
