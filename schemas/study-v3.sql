CREATE TABLE study_setting (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
) STRICT;

CREATE TABLE coder (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE participant (
    id TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE organisation (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE site (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    national INTEGER NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE tracer (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    background TEXT NOT NULL,
    no_theory_searched TEXT,
    position INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE wave (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT;

CREATE TABLE source (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    date TEXT,
    mode TEXT NOT NULL,
    wave_id TEXT,
    original_name TEXT NOT NULL,
    original_sha256 TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(wave_id) REFERENCES wave (id),
    CHECK (kind IN ('interview', 'meeting', 'document'))
) STRICT;

CREATE TABLE source_participant (
    source_id TEXT NOT NULL,
    participant_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (source_id, participant_id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
) STRICT;

CREATE TABLE source_organisation (
    source_id TEXT NOT NULL,
    organisation_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (source_id, organisation_id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id)
) STRICT;

CREATE TABLE source_site (
    source_id TEXT NOT NULL,
    site_id TEXT NOT NULL,
    PRIMARY KEY (source_id, site_id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(site_id) REFERENCES site (id)
) STRICT;

CREATE TABLE source_tracer (
    source_id TEXT NOT NULL,
    tracer_id TEXT NOT NULL,
    PRIMARY KEY (source_id, tracer_id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(tracer_id) REFERENCES tracer (id)
) STRICT;

CREATE TABLE source_attribute (
    source_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source_id, name),
    FOREIGN KEY(source_id) REFERENCES source (id)
) STRICT;

CREATE TABLE revision_text (
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (sha256)
) STRICT;

CREATE TABLE revision (
    row_number INTEGER NOT NULL,
    id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    char_count INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (row_number),
    UNIQUE (id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(sha256) REFERENCES revision_text (sha256)
) STRICT;

CREATE TABLE speaker_turn (
    revision_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    speech_char INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    is_interviewer INTEGER NOT NULL,
    seconds INTEGER,
    PRIMARY KEY (revision_id, position),
    FOREIGN KEY(revision_id) REFERENCES revision (id),
    CHECK (0 <= start_char AND start_char <= speech_char AND speech_char <= end_char)
) WITHOUT ROWID, STRICT;

CREATE TABLE code (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    parent_id TEXT,
    position INTEGER NOT NULL,
    short_definition TEXT NOT NULL,
    full_definition TEXT NOT NULL,
    when_to_use TEXT NOT NULL,
    when_not_to_use TEXT NOT NULL,
    examples TEXT NOT NULL,
    colour TEXT NOT NULL,
    retired INTEGER NOT NULL, "key" TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES code (id)
) STRICT;

CREATE TABLE excerpt (
    id TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote_sha256 TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(revision_id) REFERENCES revision (id),
    CHECK (0 <= start_char AND start_char < end_char)
) STRICT;

CREATE TABLE coding (
    id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    code_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    memo TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE memo (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    subject_type TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (kind IN ('analytic', 'decision', 'retroduction', 'reflexive'))
) STRICT;

CREATE TABLE element (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    wording TEXT NOT NULL,
    parent_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES element (id)
) STRICT;

CREATE TABLE cmo (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    tracer_id TEXT,
    narrative TEXT NOT NULL,
    agreed INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(tracer_id) REFERENCES tracer (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (kind IN ('programme theory', 'observed'))
) STRICT;

CREATE TABLE cmo_site (
    cmo_id TEXT NOT NULL,
    site_id TEXT NOT NULL,
    PRIMARY KEY (cmo_id, site_id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(site_id) REFERENCES site (id)
) STRICT;

CREATE TABLE slot (
    id TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    element_id TEXT NOT NULL,
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    expectation TEXT,
    intention TEXT,
    valence TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(element_id) REFERENCES element (id),
    CHECK (role IN ('intervention', 'actor', 'context', 'mechanism-resource', 'mechanism-reasoning', 'mechanism', 'outcome')),
    CHECK (role = 'outcome' OR (expectation IS NULL AND intention IS NULL AND valence IS NULL))
) STRICT;

CREATE TABLE evidence (
    id TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    slot_id TEXT,
    to_slot_id TEXT,
    excerpt_id TEXT,
    memo_id TEXT,
    stance TEXT NOT NULL,
    relevance TEXT,
    richness TEXT,
    rigour TEXT,
    note TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(slot_id) REFERENCES slot (id),
    FOREIGN KEY(to_slot_id) REFERENCES slot (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(memo_id) REFERENCES memo (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (stance IN ('supports', 'contradicts', 'qualifies')),
    CHECK ((excerpt_id IS NULL) <> (memo_id IS NULL)),
    CHECK (to_slot_id IS NULL OR slot_id IS NOT NULL)
) STRICT;

CREATE TABLE cmo_link (
    id TEXT NOT NULL,
    from_cmo_id TEXT NOT NULL,
    to_cmo_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    element_id TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(from_cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(to_cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(element_id) REFERENCES element (id),
    CHECK (kind IN ('ripple', 'nests', 'refines', 'rival of', 'generalises')),
    CHECK (from_cmo_id <> to_cmo_id)
) STRICT;

CREATE TABLE report_section (
    id TEXT NOT NULL,
    tracer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    body TEXT NOT NULL,
    in_summary TEXT NOT NULL,
    code_id TEXT, site_id TEXT REFERENCES site (id),
    PRIMARY KEY (id),
    FOREIGN KEY(tracer_id) REFERENCES tracer (id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    CHECK (kind IN ('introduction', 'background', 'theme', 'summary', 'message'))
) STRICT;

CREATE TABLE change (
    sequence INTEGER NOT NULL,
    id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    summary TEXT NOT NULL,
    undoes TEXT,
    redoes TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (sequence),
    UNIQUE (id)
) STRICT;

CREATE TABLE change_effect (
    sequence INTEGER NOT NULL,
    position INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    operation TEXT NOT NULL,
    columns TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    row_count INTEGER NOT NULL,
    PRIMARY KEY (sequence, position),
    CHECK (operation IN ('insert', 'update', 'delete', 'intern'))
) WITHOUT ROWID, STRICT;

CREATE UNIQUE INDEX revision_of_source ON revision (source_id, number);

CREATE INDEX code_parent ON code (parent_id);

CREATE INDEX excerpt_place ON excerpt (revision_id, start_char);

CREATE INDEX coding_excerpt ON coding (excerpt_id);

CREATE INDEX coding_code ON coding (code_id, excerpt_id);

CREATE INDEX memo_subject ON memo (subject_type, subject_id);

CREATE INDEX slot_cmo ON slot (cmo_id, position);

CREATE INDEX slot_element ON slot (element_id);

CREATE INDEX evidence_cmo ON evidence (cmo_id);

CREATE INDEX evidence_excerpt ON evidence (excerpt_id);

CREATE INDEX evidence_memo ON evidence (memo_id) WHERE memo_id IS NOT NULL;

CREATE INDEX evidence_slot ON evidence (slot_id);

CREATE INDEX evidence_to_slot ON evidence (to_slot_id) WHERE to_slot_id IS NOT NULL;

CREATE INDEX cmo_link_from ON cmo_link (from_cmo_id);

CREATE INDEX cmo_link_to ON cmo_link (to_cmo_id);

CREATE INDEX report_section_tracer ON report_section (tracer_id, position);

CREATE VIEW current_text AS
SELECT revision.row_number AS row_number, revision_text.body AS body
FROM revision JOIN revision_text ON revision_text.sha256 = revision.sha256
WHERE revision.number = (SELECT max(newest.number) FROM revision AS newest WHERE newest.source_id = revision.source_id);

CREATE VIRTUAL TABLE search_index USING fts5(
    body, content='current_text', content_rowid='row_number', tokenize='unicode61 remove_diacritics 2'
);

CREATE TRIGGER revision_becomes_current AFTER INSERT ON revision
WHEN NOT EXISTS (SELECT 1 FROM revision WHERE source_id = new.source_id AND number > new.number)
BEGIN
    INSERT INTO search_index (search_index, rowid, body)
    SELECT 'delete', previous.row_number, revision_text.body
    FROM revision AS previous JOIN revision_text ON revision_text.sha256 = previous.sha256
    WHERE previous.source_id = new.source_id AND previous.number < new.number
    ORDER BY previous.number DESC LIMIT 1;
    INSERT INTO search_index (rowid, body)
    SELECT new.row_number, body FROM revision_text WHERE sha256 = new.sha256;
END;

CREATE TRIGGER revision_is_no_longer_current AFTER DELETE ON revision
WHEN NOT EXISTS (SELECT 1 FROM revision WHERE source_id = old.source_id AND number > old.number)
BEGIN
    INSERT INTO search_index (search_index, rowid, body)
    SELECT 'delete', old.row_number, body FROM revision_text WHERE sha256 = old.sha256;
    INSERT INTO search_index (rowid, body)
    SELECT previous.row_number, revision_text.body
    FROM revision AS previous JOIN revision_text ON revision_text.sha256 = previous.sha256
    WHERE previous.source_id = old.source_id AND previous.number < old.number
    ORDER BY previous.number DESC LIMIT 1;
END;

CREATE TRIGGER revision_text_is_immutable BEFORE UPDATE ON revision_text
BEGIN
    SELECT raise(ABORT, 'a revision is never changed; a correction makes a new one');
END;

CREATE TRIGGER change_is_append_only BEFORE UPDATE ON change
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER change_is_never_deleted BEFORE DELETE ON change
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER change_effect_is_append_only BEFORE UPDATE ON change_effect
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

CREATE TRIGGER change_effect_is_never_deleted BEFORE DELETE ON change_effect
BEGIN
    SELECT raise(ABORT, 'the change log is append-only');
END;

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

CREATE TABLE theory_version (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    level TEXT NOT NULL,
    title TEXT NOT NULL,
    tracer_id TEXT,
    statement TEXT NOT NULL,
    reason TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(tracer_id) REFERENCES tracer (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (level IN ('initial', 'refined', 'middle-range'))
) STRICT;

CREATE TABLE theory_version_cmo (
    version_id TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    as_it_stood TEXT NOT NULL,
    PRIMARY KEY (version_id, cmo_id),
    FOREIGN KEY(version_id) REFERENCES theory_version (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    CHECK (json_valid(as_it_stood))
) STRICT;

CREATE TABLE theory_verdict (
    id TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    site_id TEXT NOT NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(site_id) REFERENCES site (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (verdict IN ('confirmed', 'partly', 'contradicted', 'unforeseen', 'not asked'))
) STRICT;

CREATE TABLE theory_verdict_basis (
    verdict_id TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    PRIMARY KEY (verdict_id, cmo_id),
    FOREIGN KEY(verdict_id) REFERENCES theory_verdict (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id)
) STRICT;

CREATE TABLE dismissed_check (
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    cmo_id TEXT NOT NULL,
    slot_id TEXT,
    reason TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(slot_id) REFERENCES slot (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE research_question (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    parent_id TEXT,
    position INTEGER NOT NULL,
    wording TEXT NOT NULL,
    note TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(parent_id) REFERENCES research_question (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE question_answer (
    id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    source_id TEXT,
    cmo_id TEXT,
    memo_id TEXT,
    section_id TEXT,
    note TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(question_id) REFERENCES research_question (id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(memo_id) REFERENCES memo (id),
    FOREIGN KEY(section_id) REFERENCES report_section (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK ((source_id IS NOT NULL) + (cmo_id IS NOT NULL) + (memo_id IS NOT NULL) + (section_id IS NOT NULL) = 1)
) STRICT;

CREATE TABLE interview_guide (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE guide_question (
    id TEXT NOT NULL,
    guide_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    interviewee TEXT NOT NULL,
    wording TEXT NOT NULL,
    drawn_from TEXT NOT NULL,
    cmo_id TEXT,
    slot_id TEXT,
    tracer_id TEXT,
    site_id TEXT,
    question_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(guide_id) REFERENCES interview_guide (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(slot_id) REFERENCES slot (id),
    FOREIGN KEY(tracer_id) REFERENCES tracer (id),
    FOREIGN KEY(site_id) REFERENCES site (id),
    FOREIGN KEY(question_id) REFERENCES research_question (id),
    CHECK (purpose IN ('gleaning', 'refining', 'consolidating'))
) STRICT;

CREATE TABLE matrix_summary (
    id TEXT NOT NULL,
    source_id TEXT,
    participant_id TEXT,
    organisation_id TEXT,
    site_id TEXT,
    code_id TEXT,
    cmo_id TEXT,
    body TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(source_id) REFERENCES source (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(organisation_id) REFERENCES organisation (id),
    FOREIGN KEY(site_id) REFERENCES site (id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK ((source_id IS NOT NULL) + (participant_id IS NOT NULL) + (organisation_id IS NOT NULL) + (site_id IS NOT NULL) = 1),
    CHECK ((code_id IS NULL) <> (cmo_id IS NULL))
) STRICT;

CREATE TABLE matrix_summary_excerpt (
    summary_id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (summary_id, excerpt_id),
    FOREIGN KEY(summary_id) REFERENCES matrix_summary (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id)
) STRICT;

CREATE TABLE section_basis (
    id TEXT NOT NULL,
    section_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    cmo_id TEXT,
    excerpt_id TEXT,
    shortened TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(section_id) REFERENCES report_section (id),
    FOREIGN KEY(cmo_id) REFERENCES cmo (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    CHECK ((cmo_id IS NULL) <> (excerpt_id IS NULL))
) STRICT;

CREATE TABLE coding_round (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    blind INTEGER NOT NULL,
    state TEXT NOT NULL,
    codebook_change TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    frozen_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id),
    CHECK (state IN ('open', 'frozen'))
) STRICT;

CREATE TABLE round_coder (
    round_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    PRIMARY KEY (round_id, coder_id),
    FOREIGN KEY(round_id) REFERENCES coding_round (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE round_passage (
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    excerpt_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES coding_round (id),
    FOREIGN KEY(revision_id) REFERENCES revision (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id)
) STRICT;

CREATE TABLE round_coding (
    round_id TEXT NOT NULL,
    excerpt_id TEXT NOT NULL,
    coder_id TEXT NOT NULL,
    code_id TEXT NOT NULL,
    code_path TEXT NOT NULL,
    PRIMARY KEY (round_id, excerpt_id, coder_id, code_id),
    FOREIGN KEY(round_id) REFERENCES coding_round (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE TABLE consensus (
    id TEXT NOT NULL,
    round_id TEXT,
    excerpt_id TEXT NOT NULL,
    code_id TEXT NOT NULL,
    applies INTEGER NOT NULL,
    coding_id TEXT,
    memo_id TEXT,
    coder_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(round_id) REFERENCES coding_round (id),
    FOREIGN KEY(excerpt_id) REFERENCES excerpt (id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(coding_id) REFERENCES coding (id),
    FOREIGN KEY(memo_id) REFERENCES memo (id),
    FOREIGN KEY(coder_id) REFERENCES coder (id)
) STRICT;

CREATE UNIQUE INDEX theory_verdict_once ON theory_verdict (cmo_id, site_id);

CREATE INDEX dismissed_check_cmo ON dismissed_check (cmo_id);

CREATE INDEX question_answer_question ON question_answer (question_id);

CREATE INDEX guide_question_guide ON guide_question (guide_id, position);

CREATE INDEX matrix_summary_code ON matrix_summary (code_id) WHERE code_id IS NOT NULL;

CREATE INDEX matrix_summary_cmo ON matrix_summary (cmo_id) WHERE cmo_id IS NOT NULL;

CREATE INDEX section_basis_section ON section_basis (section_id, position);

CREATE INDEX round_passage_revision ON round_passage (revision_id);

CREATE INDEX consensus_excerpt ON consensus (excerpt_id);

