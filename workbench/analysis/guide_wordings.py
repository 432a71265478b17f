"""How questions for interviews are worded: templates in plain English that quote the study's statements.

They are proposals. A refining question shows the interviewee what the team thinks and asks where it is wrong, as
realist interviews do (Pawson and Tilley 1997; Manzano 2016); a person words it anew before it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.model.guide_material import SlotHeld
from workbench.model.likeness import one_of
from workbench.model.questions import InterviewPurpose
from workbench.model.views import SiteView
from workbench.model.vocabulary import Role

LONGEST_SAID = 160
"""Characters of a statement within an account: some of a published study run to 500, which nobody can say aloud."""

LONGEST_NARRATIVE = 1_500
"""Characters of a narrative that a question may hold."""

MOST_SITES = 3
"""Sites that a question names aloud."""

CONTEXTS = (Role.CONTEXT, Role.INTERVENTION, Role.ACTOR)
"""The roles that are told as what is there before anything happens."""

ASKED = {
    "context": "When does this happen, and when does it not? What has to be in place first?",
    "mechanism": "What is it that makes the difference? What do people think, or do differently, because of it?",
    "outcome": "What comes of it, for whom, and how can you tell?",
    "observed outcome": "What came of it in the end? Was it what was expected?",
}
"""What is asked of a configuration that lacks a role."""

OPENINGS = {
    InterviewPurpose.GLEANING: "We would like to understand this better",
    InterviewPurpose.REFINING: "I'll tell you what we think",
    InterviewPurpose.CONSOLIDATING: "We are fairly sure of this by now",
}
"""How the team's own account is brought up."""

PROBED = {
    "context": "Is that so where you work? Can you give me an example, or one where it was otherwise?",
    "mechanism": "Is that how it was for you, or for those you work with? What did people think or do at the time?",
    "outcome": "Did that come about, as far as you saw? Who noticed it, and who did not?",
}
"""What is asked about a statement without evidence."""


def role_word(role: Role) -> str:
    """Context, mechanism or outcome: what a role is called in a question."""
    if role in CONTEXTS:
        return "context"
    return "mechanism" if role.is_mechanism else "outcome"


def account(slots: Sequence[SlotHeld], narrative: str) -> str:
    """What a configuration says in one sentence: its narrative, or its statements in quotation marks."""
    if narrative.strip():
        return " ".join(narrative.split()).rstrip(".")[:LONGEST_NARRATIVE]
    parts = []
    contexts = _quoted(slots, "context")
    outcomes, mechanisms = _quoted(slots, "outcome"), _quoted(slots, "mechanism")
    if contexts:
        parts.append(f"where {contexts}")
    if mechanisms:
        parts.append(f"what happens is {mechanisms}")
    if outcomes:
        parts.append(f"what comes of it is {outcomes}")
    return ", and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _quoted(slots: Sequence[SlotHeld], word: str) -> str:
    said = [quoted(shortened(slot.wording)) for slot in slots if role_word(slot.role) == word]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))


def shortened(wording: str) -> str:
    """A statement that can be said aloud: a long one is cut after a word, and shows it."""
    tidy = " ".join(wording.split())
    if len(tidy) <= LONGEST_SAID:
        return tidy
    return tidy[: LONGEST_SAID + 1].rsplit(" ", 1)[0][:LONGEST_SAID] + " …"


def quoted(wording: str) -> str:
    """A statement in quotation marks, without its full stop."""
    return f"“{' '.join(wording.split()).rstrip('.')}”"


def lacking(missing: str, said: str) -> str:
    """About a configuration that lacks a role."""
    opening = f"People have told us of this: {said}. " if said else ""
    return opening + ASKED[missing]


def without_evidence(slot: SlotHeld, said: str, purpose: InterviewPurpose) -> str:
    """About a statement that nobody has been heard on."""
    opening = OPENINGS[purpose]
    named = quoted(shortened(slot.wording))
    return f"{opening}: {said}. We have not heard anybody on {named}. {PROBED[role_word(slot.role)]}"


def rivals(one: str, other: str) -> str:
    """Two explanations, laid before somebody who can tell."""
    return (
        f"I'll tell you two things that we think, and they cannot both be all of it. One: {one}. "
        f"The other: {other}. Which of them is nearer to what you have seen? What would make you think of the other?"
    )


def at(site: SiteView) -> str:
    """`in Harlmere`, `nationally`."""
    return "nationally" if site.national else f"in {site.name}"


def unseen_tracer(tracer: str, sites: Sequence[SiteView]) -> str:
    """About a service at sites from which there is no source at all; many are counted."""
    places = (
        one_of([at(site) for site in sites]) if len(sites) <= MOST_SITES else f"at {len(sites)} of our sites"
    )
    there = "there" if len(sites) == 1 else "where you are"
    return (
        f"We have heard nobody yet on {tracer} {places}. How does it work {there}, for whom does it work well, and "
        "for whom not? What do you think makes it so?"
    )


def claimed_there(said: str, site: SiteView, purpose: InterviewPurpose) -> str:
    """About an observed configuration at a site from which nothing speaks for or against it."""
    if purpose is InterviewPurpose.CONSOLIDATING:
        opening = f"This is what we have come to hold, and we think that it is so {at(site)}, too"
    else:
        opening = f"I'll tell you what we think happens {at(site)}"
    return f"{opening}: {said}. Have you seen it there? Where are we wrong?"


def anticipated_there(said: str, site: SiteView) -> str:
    """About programme theory at a site from which nothing speaks for or against it."""
    return (
        f"This is what the programme expected to happen {at(site)}: {said}. Did it come about, as far as you saw? "
        "What happened instead?"
    )


def open_question(wording: str) -> str:
    """About a research question that nothing answers yet."""
    return f"One thing that we want to find out is: {quoted(wording)}. What would you say, from what you have seen?"
