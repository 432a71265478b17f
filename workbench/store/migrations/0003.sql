-- The third format: versions of theory, verdicts on it, research questions and interview guides, the framework matrix,
-- what sections of reports rest on, and coding rounds.

ALTER TABLE report_section ADD COLUMN site_id TEXT REFERENCES site (id);

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
