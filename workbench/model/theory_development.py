"""How theory develops: its versions, what was observed of what was anticipated, and advice that was set aside."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class TheoryVersion(Entity, table=True):
    """A version of the programme theory: its statement and why it differs from the one before.

    `tracer_id` absent: it is of the whole programme. Which configurations it holds stands in `theory_version_cmo`.
    """

    __tablename__ = "theory_version"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    number: int = Field(sa_column=integer())
    level: str = Field(sa_column=text())
    title: str = Field(default="", sa_column=text())
    tracer_id: str | None = Field(default=None, sa_column=reference("tracer.id", nullable=True))
    statement: str = Field(default="", sa_column=text())
    reason: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class TheoryVersionCMO(Entity, table=True):
    """A configuration of a version. `as_it_stood` is a JSON object: its wording when the version was made."""

    __tablename__ = "theory_version_cmo"
    __table_args__ = STRICT
    version_id: str = Field(sa_column=reference("theory_version.id", key=True))
    cmo_id: str = Field(sa_column=reference("cmo.id", key=True))
    position: int = Field(default=0, sa_column=integer())
    as_it_stood: str = Field(sa_column=text())


class TheoryVerdict(Entity, table=True):
    """A person's judgement of one configuration at one site: once for each of both.

    Of a programme theory it says how it fared; of an observed configuration only that theory had not foreseen it.
    """

    __tablename__ = "theory_verdict"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    cmo_id: str = Field(sa_column=reference("cmo.id"))
    site_id: str = Field(sa_column=reference("site.id"))
    verdict: str = Field(sa_column=text())
    note: str = Field(default="", sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class TheoryVerdictBasis(Entity, table=True):
    """An observed configuration on which a verdict on a programme theory rests."""

    __tablename__ = "theory_verdict_basis"
    __table_args__ = STRICT
    verdict_id: str = Field(sa_column=reference("theory_verdict.id", key=True))
    cmo_id: str = Field(sa_column=reference("cmo.id", key=True))


class DismissedCheck(Entity, table=True):
    """Advice on a configuration, or on one of its slots, that somebody set aside with a reason."""

    __tablename__ = "dismissed_check"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    rule: str = Field(sa_column=text())
    cmo_id: str = Field(sa_column=reference("cmo.id"))
    slot_id: str | None = Field(default=None, sa_column=reference("slot.id", nullable=True))
    reason: str = Field(sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())
