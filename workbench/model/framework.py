"""The framework matrix: cases by codes or by configurations, its cells what a person summarised there."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class MatrixSummary(Entity, table=True):
    """One cell: a case (a source, participant, organisation or site; exactly one) by a code or a configuration."""

    __tablename__ = "matrix_summary"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    source_id: str | None = Field(default=None, sa_column=reference("source.id", nullable=True))
    participant_id: str | None = Field(default=None, sa_column=reference("participant.id", nullable=True))
    organisation_id: str | None = Field(default=None, sa_column=reference("organisation.id", nullable=True))
    site_id: str | None = Field(default=None, sa_column=reference("site.id", nullable=True))
    code_id: str | None = Field(default=None, sa_column=reference("code.id", nullable=True))
    cmo_id: str | None = Field(default=None, sa_column=reference("cmo.id", nullable=True))
    body: str = Field(sa_column=text())
    coder_id: str = Field(sa_column=reference("coder.id"))
    created_at: str = Field(sa_column=text())


class MatrixSummaryExcerpt(Entity, table=True):
    """An excerpt to which a cell's summary points."""

    __tablename__ = "matrix_summary_excerpt"
    __table_args__ = STRICT
    summary_id: str = Field(sa_column=reference("matrix_summary.id", key=True))
    excerpt_id: str = Field(sa_column=reference("excerpt.id", key=True))
    position: int = Field(default=0, sa_column=integer())
