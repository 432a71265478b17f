"""Interview guides, read from one state of the study: what is proposed for them, and what changed between two."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from workbench.analysis.guide_diff import guide_diff
from workbench.analysis.guide_proposals import guide_proposals
from workbench.errors import NotFound
from workbench.model.guide_views import GuideDiff, GuideView, Proposal, Proposals
from workbench.store.reading.guide_material import guide_material
from workbench.store.reading.guides import guide, guides
from workbench.store.study import Reader

MARK_CHARS = 6
"""As many characters tell the proposals of a study apart."""


def proposals(reader: Reader, *, tracer: str = "", site: str = "", role: str = "") -> Proposals:
    """What is proposed; of one tracer, site (names) and role of interviewee, if given."""
    return guide_proposals(guide_material(reader), tracer=tracer, site=site, role=role)


def mark_of(proposal: Proposal) -> str:
    """A short name of a proposal, the same as long as its gap is there: `p3fa2c1`."""
    return "p" + hashlib.sha256(proposal.key.encode()).hexdigest()[:MARK_CHARS]


def find_proposals(reader: Reader, references: Iterable[str]) -> list[Proposal]:
    """The proposals of these marks or keys, whether for all sites or for one alone.

    Raises:
        NotFound: the gap of one is closed, or never was.
    """
    material = guide_material(reader)
    known: dict[str, Proposal] = {}
    narrowed = iter(("", *(site.name for site in material.sites)))

    def find(reference: str) -> Proposal:
        wanted = reference.strip()
        while wanted not in known:
            site = next(narrowed, None)
            if site is None:
                raise NotFound(
                    f"there is no proposal {reference!r}",
                    hint="Its gap may be closed by now. See what is proposed: workbench guide propose",
                )
            for one in guide_proposals(material, site=site).items:
                known[one.key] = known[mark_of(one)] = one
        return known[wanted]

    return [find(one) for one in references]


def guide_at(reader: Reader, identity: str) -> GuideView:
    """The guide of this id; raises NotFound if it is gone."""
    found = guide(reader, identity)
    if found is None:
        raise NotFound("this interview guide is no longer in the study")
    return found


def difference(reader: Reader, before_id: str, after_id: str) -> GuideDiff:
    """What changed from one guide to another, by their ids."""
    made = {one.id: one for one in guides(reader)}
    return guide_diff(made[before_id], made[after_id])
