"""What a reader of a study sees: entities put together into values. Front ends and exports take these alone.

Nothing here knows where the values come from. All offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.model.theory_grid_views import VerdictView
from workbench.model.vocabulary import CMOKind, LinkKind, Role, Stage, Stance


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker turn `[start_char, end_char)`; speech begins at `speech_char`, after label and timestamp.

    `seconds` since the start of the recording, where the transcript says so.
    """

    start_char: int
    end_char: int
    speech_char: int
    speaker: str
    is_interviewer: bool
    seconds: int | None


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A participant of a source by label, with the role in which they spoke there."""

    label: str
    role: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source's record, without its text. `date` is ISO 8601 and may stop at month or year; None if unknown."""

    id: str
    name: str
    kind: str
    title: str
    date: str | None
    mode: str
    wave: str
    participants: tuple[ParticipantView, ...]
    organisations: tuple[str, ...]
    sites: tuple[str, ...]
    tracers: tuple[str, ...]
    attributes: Mapping[str, str]
    original_name: str
    revision_id: str
    revision_number: int
    char_count: int
    coding_count: int
    attribution: str


@dataclass(frozen=True, slots=True)
class CodeView:
    """A code with its place in the hierarchy (`path` joins the names with `/`, depth 0 is a top code)."""

    id: str
    name: str
    path: str
    depth: int
    parent_id: str | None
    short_definition: str
    full_definition: str
    when_to_use: str
    when_not_to_use: str
    examples: tuple[str, ...]
    colour: str
    retired: bool
    coding_count: int
    source_count: int
    key: str = ""
    """The id that its codebook file gave it, empty where that gave none."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A coding with the words it stands on and the generated attribution."""

    coding_id: str
    source_id: str
    source_name: str
    start_char: int
    end_char: int
    text: str
    code_id: str
    code_path: str
    coder: str
    created_at: str
    memo: str
    attribution: str
    shortened: str = ""
    """How a report prints it where a person chose not to print it whole."""


@dataclass(frozen=True, slots=True)
class CodingMark:
    """A coding as it is drawn over a text."""

    coding_id: str
    start_char: int
    end_char: int
    code_id: str
    coder_id: str
    coder: str
    memo: str
    suggested: bool = False
    """Whether it came of a suggestion that its coder accepted."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence: an excerpt with its attribution, or a memo (then `memo_kind` is set)."""

    id: str
    stance: Stance
    relevance: str
    richness: str
    rigour: str
    note: str
    coder: str
    text: str
    attribution: str
    source_name: str
    start_char: int | None
    end_char: int | None
    memo_kind: str
    memo_title: str
    memo_id: str = ""


@dataclass(frozen=True, slots=True)
class SlotView:
    """An element in its role; the parent is the more general element of which it is a variant."""

    id: str
    position: int
    role: Role
    element_id: str
    element_number: int
    wording: str
    expectation: str
    intention: str
    valence: str
    evidence: tuple[EvidenceView, ...]
    parent_number: int | None = None
    parent_wording: str = ""

    @property
    def variant_of(self) -> str:
        """`variant of E68 Staff are near`; empty if it is a variant of none."""
        return f"variant of E{self.parent_number} {self.parent_wording}" if self.parent_number else ""

    @property
    def inferred(self) -> bool:
        """Whether this is a mechanism that rests on retroduction and on nobody's words."""
        supporting = [e for e in self.evidence if e.stance is Stance.SUPPORTS]
        return (
            self.role.is_mechanism
            and bool(supporting)
            and all(e.memo_kind == "retroduction" for e in supporting)
        )

    @property
    def status(self) -> str:
        """The outcome status in words, empty for other roles: `observed, unintended, negative`."""
        return ", ".join(word for word in (self.expectation, self.intention, self.valence) if word)


@dataclass(frozen=True, slots=True)
class DyadEvidence:
    """Evidence for the link between two slots, by their positions (1-based)."""

    from_position: int
    to_position: int
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as seen from one configuration: `outgoing` says whether that one is where it starts."""

    id: str
    kind: str
    outgoing: bool
    other_id: str
    other_number: int
    other_title: str
    shared_wording: str
    note: str
    element_id: str = ""
    """The element through which a ripple goes."""
    other_stage: Stage = Stage.COMPLETE
    other_tracer: str = ""

    def is_to(self, other_id: str, kind: str) -> bool:
        """Whether it is the link of this kind to that configuration; rivals are so from either end."""
        return (self.other_id, self.kind) == (other_id, kind) and (self.outgoing or kind == LinkKind.RIVAL_OF)


@dataclass(frozen=True, slots=True)
class Configuration:
    """A CMO put together. Slots are in order; sites in the study's order; `tracer` empty if none."""

    id: str
    number: int
    title: str
    kind: str
    tracer: str
    sites: tuple[str, ...]
    narrative: str
    stage: Stage
    stage_explained: str
    slots: tuple[SlotView, ...]
    evidence: tuple[EvidenceView, ...]
    dyad_evidence: tuple[DyadEvidence, ...]
    links: tuple[LinkView, ...]
    coder: str
    created_at: str
    agreed: bool = False
    """Whether the team takes it for complete; it may be a fragment still, or again."""

    def slots_of(self, *roles: Role) -> tuple[SlotView, ...]:
        """The slots in any of these roles, in order."""
        return tuple(slot for slot in self.slots if slot.role in roles)

    @property
    def without_evidence(self) -> tuple[SlotView, ...]:
        """The slots behind which there is nothing yet."""
        return tuple(slot for slot in self.slots if not slot.evidence)

    @property
    def wanting_evidence(self) -> str:
        """A warning for who agrees on an observed one with slots that nothing stands behind; empty if there is none."""
        bare = self.without_evidence
        if self.kind != CMOKind.OBSERVED or not bare:
            return ""
        slots = ", ".join(f"{slot.position} ({slot.role})" for slot in bare)
        return f"CMO {self.number} has no evidence behind slot{'s' * (len(bare) > 1)} {slots}"

    @property
    def stances(self) -> tuple[int, int, int]:
        """How many pieces of all its evidence support, contradict and qualify."""
        counts = Counter(piece.stance for piece in self.evidence_by_name.values())
        return counts[Stance.SUPPORTS], counts[Stance.CONTRADICTS], counts[Stance.QUALIFIES]

    @property
    def evidence_by_name(self) -> dict[str, EvidenceView]:
        """All its evidence by the name that people use: `2.1` is the first behind slot 2, `2>3.1` behind the
        link of slots 2 and 3, `w1` behind the whole.
        """
        named = {f"{slot.position}.{n}": e for slot in self.slots for n, e in enumerate(slot.evidence, 1)}
        count: Counter[str] = Counter()
        for dyad in self.dyad_evidence:
            link = f"{dyad.from_position}>{dyad.to_position}"
            count[link] += 1
            named[f"{link}.{count[link]}"] = dyad.evidence
        return named | {f"w{n}": e for n, e in enumerate(self.evidence, 1)}

    @property
    def source_names(self) -> tuple[str, ...]:
        """The distinct sources of all its evidence, sorted."""
        return tuple(sorted({e.source_name for e in self.evidence_by_name.values() if e.source_name}))


@dataclass(frozen=True, slots=True)
class CMOTable:
    """Configurations to print as one table, with what the selection was (for the caption)."""

    study_title: str
    caption: str
    configurations: tuple[Configuration, ...]


@dataclass(frozen=True, slots=True)
class TracerView:
    """A tracer with the reason for its choice. `no_theory_searched` is None where a programme theory exists."""

    id: str
    name: str
    reason: str
    background: str
    no_theory_searched: str | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """A site; `national` marks the one that is no area."""

    id: str
    name: str
    national: bool
    description: str


@dataclass(frozen=True, slots=True)
class WaveView:
    """A phase of data collection with ISO dates, None where unknown."""

    id: str
    name: str
    starts: str | None
    ends: str | None
    description: str


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a study says of itself."""

    id: str
    title: str
    authors: tuple[str, ...]
    aim: str
    approach: str
    attribution: str
    dialect: str
    dates: str = "uk"
    """How its documents write dates: `uk`, `us` or `iso`."""
    paper: str = "A4"
    """The paper of its documents: `A4` or `Letter`."""
    ethics: str = ""
    """Which body approved it, and how consent and confidentiality were looked after."""


@dataclass(frozen=True, slots=True)
class ReportTheme:
    """A theme of a tracer report: a claim, a narrative, quotes, and "in summary"."""

    claim: str
    narrative: str
    in_summary: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ReportPoint:
    """A bullet of a summary or an actionable message, with the CMOs (by number) and quotes that it rests on."""

    text: str
    cmos: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class TracerReport:
    """All that a tracer short report prints, in the outline of the field.

    `background` is what was written for the report; where it is empty the tracer's own is printed.
    `sites` are the sites that any configuration or source of the tracer names, in the study's order.
    `sources` are the interviews, meetings and documents of this tracer. With `site` it is the report of that
    site alone.
    """

    study: StudyFacts
    tracer: TracerView
    sites: tuple[SiteView, ...]
    waves: tuple[WaveView, ...]
    introduction: str
    background: str
    sources: tuple[SourceView, ...]
    themes: tuple[ReportTheme, ...]
    programme_theory: tuple[Configuration, ...]
    observed: tuple[Configuration, ...]
    summaries: tuple[ReportPoint, ...]
    messages: tuple[ReportPoint, ...]
    as_of: str = ""
    """The date of the study's last change: reports are dated by the study, not by the clock."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know of gaps: slots without evidence, fragments left out of the tables."""
    verdicts: tuple[VerdictView, ...] = ()
    """What was judged of the tracer's programme theory, and of what it had not foreseen, site by site."""
    site: str = ""
