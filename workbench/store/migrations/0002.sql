-- The second format: marks of what was read, saved queries, the id that a code has in its codebook file, merged copies.
-- A table that was there keeps its rows as the log has them, so a new column of it may be NULL.

ALTER TABLE code ADD COLUMN "key" TEXT;

CREATE TABLE read_mark (
    id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE saved_query (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (json_valid(definition))
) STRICT;

CREATE UNIQUE INDEX read_mark_once ON read_mark (excerpt_id, coder_id);

CREATE TABLE merged_change (
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    coder_id TEXT NOT NULL,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes TEXT,
    redoes TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    effects TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE merge_conflict (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    note TEXT NOT NULL,
    kept TEXT,
    kept_coder_id TEXT,
    kept_at TEXT,
    other TEXT,
    other_coder_id TEXT,
    other_at TEXT,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(kept_coder_id) REFERENCES coder (id),
    FOREIGN KEY(other_coder_id) REFERENCES coder (id)
) STRICT;

CREATE TRIGGER merged_change_is_append_only BEFORE UPDATE ON merged_change
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER merged_change_is_never_deleted BEFORE DELETE ON merged_change
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TABLE suggestion (
    id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    code_id TEXT NOT NULL,
    rank INTEGER NOT NULL,
    probability REAL,
    low REAL,
    high REAL,
    model_version TEXT NOT NULL,
    inputs_sha256 TEXT NOT NULL,
    entry_sha256 TEXT NOT NULL,
    explanation TEXT NOT NULL,
    held_back INTEGER NOT NULL,
    state TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT,
    coding_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(decided_by) REFERENCES coder (id),
    CHECK (json_valid(explanation)),
    CHECK (state IN ('proposed', 'accepted', 'rejected'))
) STRICT;

CREATE INDEX suggestion_by_excerpt ON suggestion (excerpt_id);

CREATE TABLE causal_verdict (
    id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    cue TEXT NOT NULL,
    is_causal INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE UNIQUE INDEX causal_verdict_once ON causal_verdict (excerpt_id, coder_id);
