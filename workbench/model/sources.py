"""Interviews, meetings and documents: their record, their immutable texts, and who speaks where."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class Source(Entity, table=True):
    """An interview, meeting or document. `date` is ISO 8601 and may stop at the month or year."""

    __tablename__ = "source"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    name: str = Field(sa_column=text())
    kind: str = Field(sa_column=text())
    title: str = Field(default="", sa_column=text())
    date: str | None = Field(default=None, sa_column=text(nullable=True))
    mode: str = Field(default="", sa_column=text())
    wave_id: str | None = Field(default=None, sa_column=reference("wave.id", nullable=True))
    original_name: str = Field(default="", sa_column=text())
    original_sha256: str = Field(default="", sa_column=text())
    imported_at: str = Field(sa_column=text())


class SourceParticipant(Entity, table=True):
    """A participant of a source and the role in which they spoke there."""

    __tablename__ = "source_participant"
    __table_args__ = STRICT
    source_id: str = Field(sa_column=reference("source.id", key=True))
    participant_id: str = Field(sa_column=reference("participant.id", key=True))
    role: str = Field(default="", sa_column=text())
    position: int = Field(default=0, sa_column=integer())


class SourceOrganisation(Entity, table=True):
    """An organisation spoken for in a source."""

    __tablename__ = "source_organisation"
    __table_args__ = STRICT
    source_id: str = Field(sa_column=reference("source.id", key=True))
    organisation_id: str = Field(sa_column=reference("organisation.id", key=True))
    position: int = Field(default=0, sa_column=integer())


class SourceSite(Entity, table=True):
    """A site that a source speaks about."""

    __tablename__ = "source_site"
    __table_args__ = STRICT
    source_id: str = Field(sa_column=reference("source.id", key=True))
    site_id: str = Field(sa_column=reference("site.id", key=True))


class SourceTracer(Entity, table=True):
    """A tracer that a source speaks about."""

    __tablename__ = "source_tracer"
    __table_args__ = STRICT
    source_id: str = Field(sa_column=reference("source.id", key=True))
    tracer_id: str = Field(sa_column=reference("tracer.id", key=True))


class SourceAttribute(Entity, table=True):
    """A further fact about a source, by the column name of its manifest."""

    __tablename__ = "source_attribute"
    __table_args__ = STRICT
    source_id: str = Field(sa_column=reference("source.id", key=True))
    name: str = Field(sa_column=text_id())
    value: str = Field(sa_column=text())


class RevisionText(Entity, table=True):
    """A text by its SHA-256: stored once, never changed."""

    __tablename__ = "revision_text"
    __table_args__ = STRICT
    sha256: str = Field(sa_column=text_id())
    body: str = Field(sa_column=text())


class Revision(Entity, table=True):
    """One immutable text of a source; the one with the highest number is current.

    `row_number` ties the revision to the search index within this file and is not an identity.
    """

    __tablename__ = "revision"
    __table_args__ = STRICT
    row_number: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=text(unique=True))
    source_id: str = Field(sa_column=reference("source.id"))
    number: int = Field(sa_column=integer())
    sha256: str = Field(sa_column=reference("revision_text.sha256"))
    char_count: int = Field(sa_column=integer())
    created_at: str = Field(sa_column=text())


class SpeakerTurn(Entity, table=True):
    """A stretch of one speaker: code points `[start_char, end_char)` of a revision, label included."""

    __tablename__ = "speaker_turn"
    __table_args__ = {**STRICT, "sqlite_with_rowid": False}
    revision_id: str = Field(sa_column=reference("revision.id", key=True))
    position: int = Field(primary_key=True)
    start_char: int = Field(sa_column=integer())
    end_char: int = Field(sa_column=integer())
    speech_char: int = Field(sa_column=integer())
    speaker: str = Field(sa_column=text())
    is_interviewer: int = Field(default=0, sa_column=integer())
    seconds: int | None = Field(default=None, sa_column=integer(nullable=True))
