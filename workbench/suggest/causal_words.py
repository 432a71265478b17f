"""What causal talk is not, and what it is turned by: decoys, denials, and words of what is to come.

Patterns are written as `causal_cue` says.
"""

from __future__ import annotations

DECOYS = (
    "since then|when|the|last|christmas|i|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "january|february|march|april|may|"
    "june|july|august|september|october|november|december|it|school|before|spring|summer|autumn|"
    "winter|day|about",
    "ever since",
    "so that 's|is|was",
    "the|good|root|any|all|these|those|my|our|other|common causes|cause",
    "so much|many|far|good|long|sorry|on|forth|called|yeah|yes|basically|anyway|ok|okay",
    "think|hope|say|said|suppose|believe|or|and|even|if|not|is|was|it|do|did so",
    "as well|far|long|such|if|though|part|yet|usual|opposed|i|you|we|soon|for|to|it|much|good|many|a|an",
    "such|same|just|well|good|much|many|soon|far|long as",
    "as part|chair|chairs|manager|head|lead|such",
    "was|were|is|are|'s|been meant to|for|as|by",
    "what|not|never|i|you|we|they|to do|does|did|really? mean|means|meant",
    "by|word|acronym|term|phrase|name that|this? means|meant|mean",
    "i mean",
    "if you look|see|go|like|mind|remember|want|think|ask|know",
    "if i 'm|am|was|may|remember|could|can",
    "if you will|please ,",
    "without a|any word|doubt|question|fuss|hitch",
    "don't|not|n't|know|wonder|ask|asked|sure|see|asking|wondered|remember|tell|check if|when|where",
    "led by|the|a|on",
    "ask|asks|asked|tell|told her|him|them|me|us|you if|when|where",
    "path|road|door|corridor|stairs|street|lane|track|steps lead|leads|led straight|directly? to",
    "let me|'s just|see|go|know|think|start|move|say|be|have|look",
    "just because|cos",
    "because why|what",
    "made|make|makes up? of",
    "for some|whatever|any reason",
    "cut|cuts|raised|built|created in|by|money|funds",
    "since the 1980s|1990s|1970s|2000s",
)
"""What looks like a cue and is none: a cue inside one of these is passed over."""

OPENING_DECOYS = ("let me|us", "allow|permit me|us")
"""The same, where a sentence begins with it: what a speaker is about to do is asked for politely."""

NEGATIONS = frozenset(
    ("not", "n't", "never", "hardly", "none", "nothing", "nobody", "no", "neither", "nowhere")
)
"""Right before a cue, but for the words below, they deny the explanation."""

BETWEEN = frozenset(
    ("is", "was", "were", "are", "be", "been", "'s", "did", "do", "does", "it", "this", "that", "really",
     "necessarily", "think", "believe", "say", "saying", "of", "any", "actually", "entirely", "all", "ever",
     "the", "single", "to", "down", "evidence")
)  # fmt: skip
"""What may stand between the negation and the cue. Not *only*, *just*, *simply*: "not only because" denies nothing."""

DENIALS = (
    "no sign|evidence|indication|proof|suggestion that|of",
    "no single",
    "not|n't saying|convinced|claiming|sure|clear",
    "nothing|little to do",
)
"""Anywhere before a cue, they deny it too."""

PREDICTED = frozenset(
    ("will", "would", "'ll", "'d", "should", "could", "might", "may", "shall", "wo", "hope", "hoped",
     "hopes", "hoping", "hopefully", "plan", "plans", "planned", "planning", "expect", "expects", "expected",
     "aim", "aims", "aimed", "intend", "intends", "intended", "supposed", "ought", "idea", "going")
)  # fmt: skip
"""Words of what is hoped, planned or expected: the outcome is anticipated, not observed."""
