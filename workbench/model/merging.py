"""What merging copies of a study leaves in it: the other copy's log entries, and what a person has to look at."""

from sqlmodel import Field

from workbench.model.entity import STRICT, Entity, integer, reference, text, text_id


class MergedChange(Entity, table=True):
    """A change from the log of another copy, as it stood there; never changed.

    `effects` is a JSON list of its effects as they were stored. `hash` covers all of it, as in the log that it comes
    from, and the merge's own log entry names it.
    """

    __tablename__ = "merged_change"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    sequence: int = Field(sa_column=integer())
    coder_id: str = Field(sa_column=text())
    at: str = Field(sa_column=text())
    command: str = Field(sa_column=text())
    summary: str = Field(sa_column=text())
    undoes: str | None = Field(default=None, sa_column=text(nullable=True))
    redoes: str | None = Field(default=None, sa_column=text(nullable=True))
    previous_hash: str = Field(sa_column=text())
    hash: str = Field(sa_column=text())
    effects: str = Field(sa_column=text())


class MergeConflict(Entity, table=True):
    """Something that two copies did differently, with both versions, and what became of it.

    The subject is a row by its table and key, `field` its column where one is concerned. `kept` and `other` are JSON.
    The id derives from the subject and from the two changes, so that two merges of the same copies find one conflict.
    """

    __tablename__ = "merge_conflict"
    __table_args__ = STRICT
    id: str = Field(sa_column=text_id())
    kind: str = Field(sa_column=text())
    subject_type: str = Field(sa_column=text())
    subject_id: str = Field(sa_column=text())
    field: str = Field(sa_column=text())
    label: str = Field(sa_column=text())
    note: str = Field(sa_column=text())
    kept: str | None = Field(default=None, sa_column=text(nullable=True))
    kept_coder_id: str | None = Field(default=None, sa_column=reference("coder.id", nullable=True))
    kept_at: str | None = Field(default=None, sa_column=text(nullable=True))
    other: str | None = Field(default=None, sa_column=text(nullable=True))
    other_coder_id: str | None = Field(default=None, sa_column=reference("coder.id", nullable=True))
    other_at: str | None = Field(default=None, sa_column=text(nullable=True))
    state: str = Field(sa_column=text())
    created_at: str = Field(sa_column=text())
