"""The nouns of the command line with what each is about. A module of `workbench.cli` has the verbs of each."""

from __future__ import annotations

NOUNS = {
    "study": "The study file: create, describe, look over, check, back up, copy, merge, migrate.",
    "source": "Interviews, meetings and documents: bring them in, list them, read them.",
    "codebook": "The codebook: codes with their definitions, in and out.",
    "coding": "Codings: tag excerpts with codes, one by one or in batches; list quotes.",
    "memo": "Memos: analytic, decision, retroduction and reflexive notes, on anything in the study.",
    "element": "Elements: the statements that stand in CMO configurations, shared and not retyped.",
    "cmo": "CMO configurations: assemble, put evidence behind, link, import, retire.",
    "theory": "Theory: what was anticipated against what was observed, versions of it, and what the study says of it.",
    "matrix": "The framework matrix: cases by codes or CMOs, and the summaries that people write in its cells.",
    "question": "Research questions: a tree of them, and what answers each.",
    "guide": "Interview guides: questions for the next interviews, proposed from gaps and worded by people.",
    "export": "Write CMO tables, codings and lists of what the study holds in the formats that people use.",
    "report": "Tracer reports, and the sections that people write for them.",
    "round": "Coding rounds: passages coded apart and blind, frozen, and then compared.",
    "agreement": "Agreement between coders: figures with what they rest on, and the passages on which they differ.",
    "suggest": "Suggestions: theme tags and likely causal claims, explained and measured. They are no codings.",
    "config": "Your own settings, kept outside any study.",
}
"""In the order in which help lists them."""
