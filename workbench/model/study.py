"""The study itself and what it was designed around: sites, tracers, waves, and what is written for reports."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id

DEFAULT_ATTRIBUTION = "[{interview}, {organisation}, {site}, {date:%b %Y}]"
"""How a quote is attributed unless the study says otherwise; after the seed study's own reports."""


class StudySetting(Entity, table=True):
    """One fact about the whole study: its id, title, authors, aim, approach, ethics, attribution template, dialect."""

    __tablename__ = "study_setting"
    __table_args__ = STRICT
    key: str = Field(sa_column=text_id())
    value: str = Field(sa_column=text())


class Site(Entity, table=True):
    """An area studied; "National" is a site too."""

    __tablename__ = "site"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
    national: int = Field(default=0, sa_column=integer())
    description: str = Field(default="", sa_column=text())
    position: int = Field(default=0, sa_column=integer())


class Tracer(Entity, table=True):
    """A service followed through the study, with the reason for its choice.

    `no_theory_searched` says what was searched when no programme theory could be identified: a finding.
    """

    __tablename__ = "tracer"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
    reason: str = Field(default="", sa_column=text())
    background: str = Field(default="", sa_column=text())
    no_theory_searched: str | None = Field(default=None, sa_column=text(nullable=True))
    position: int = Field(default=0, sa_column=integer())


class Wave(Entity, table=True):
    """A phase of data collection."""

    __tablename__ = "wave"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
    starts: str | None = Field(default=None, sa_column=text(nullable=True))
    ends: str | None = Field(default=None, sa_column=text(nullable=True))
    description: str = Field(default="", sa_column=text())
    position: int = Field(default=0, sa_column=integer())


class ReportSection(Entity, table=True):
    """What a person has written for a tracer's report: a claim, a narrative, a summary bullet, a message.

    `site_id` absent: it is of the tracer at all its sites.
    """

    __tablename__ = "report_section"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    tracer_id: str = Field(sa_column=reference("tracer.id"))
    kind: str = Field(sa_column=text())
    position: int = Field(default=0, sa_column=integer())
    claim: str = Field(default="", sa_column=text())
    body: str = Field(default="", sa_column=text())
    in_summary: str = Field(default="", sa_column=text())
    code_id: str | None = Field(default=None, sa_column=reference("code.id", nullable=True))
    site_id: str | None = Field(default=None, sa_column=reference("site.id", nullable=True))


class SectionBasis(Entity, table=True):
    """What a section rests on: a configuration, or an excerpt that it quotes; exactly one.

    `shortened` is the quote as the report prints it when not whole, with `[...]` for what is left out.
    """

    __tablename__ = "section_basis"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    section_id: str = Field(sa_column=reference("report_section.id"))
    position: int = Field(default=0, sa_column=integer())
    cmo_id: str | None = Field(default=None, sa_column=reference("cmo.id", nullable=True))
    excerpt_id: str | None = Field(default=None, sa_column=reference("excerpt.id", nullable=True))
    shortened: str = Field(default="", sa_column=text())
