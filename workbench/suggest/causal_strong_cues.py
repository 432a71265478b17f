"""The cues that are causal nearly always, as data; patterns are written as `causal_cue` says."""

from __future__ import annotations

from workbench.suggest.causal_cue import Cue, Side, Tier

_LEADS = "lead|leads|led|leading"

STRONG = (
    Cue("because", Tier.STRONG, Side.CAUSE, 0.89, ("because|cos|'cause|coz",)),
    Cue("because of", Tier.STRONG, Side.CAUSE, 0.89, ("because of",)),
    Cue("so that", Tier.STRONG, Side.EFFECT, 0.85, ("so that",)),
    Cue("in order to", Tier.STRONG, Side.EFFECT, 0.75, ("in order to|that|for",)),
    Cue("as a result", Tier.STRONG, Side.EFFECT, 0.92, ("as a result|consequence",)),
    Cue("as a result of", Tier.STRONG, Side.CAUSE, 0.95, ("as a result|consequence of",)),
    Cue(
        "the result is",
        Tier.STRONG,
        Side.EFFECT,
        0.85,
        (
            "the result|consequence|upshot|effect is|was that?",
            "the end|net result is|was",
            "the effect of * is|was",
            "the result|consequence|upshot of * is|was that",
        ),
    ),
    Cue(
        "which meant",
        Tier.STRONG,
        Side.EFFECT,
        0.88,
        (
            "which|that|this|it also|just|really|basically? meant|means",
            "meant|means > that|we|they|people|i|he|she|it|nobody|everyone|nothing|there",
            "meaning > that|we|they|people|you|i|it",
        ),
    ),
    Cue(
        "led to",
        Tier.STRONG,
        Side.EFFECT,
        0.92,
        (f"{_LEADS} directly|us|them|people|straight|inevitably|eventually? to", "has|have|had led * to"),
    ),
    Cue("resulted in", Tier.STRONG, Side.EFFECT, 0.93, ("result|results|resulted|resulting in",)),
    Cue(
        "results from",
        Tier.STRONG,
        Side.CAUSE,
        0.85,
        (
            "result|results|resulted|resulting|stem|stems|stemmed|arise|arises|arose from",
            "come|comes|came|coming * from|through being|having|not|helping|seeing|knowing|working|"
            "the|eating|doing",
            "come|comes|came down to",
        ),
    ),
    Cue(
        "due to",
        Tier.STRONG,
        Side.CAUSE,
        0.88,
        (
            "due|owing|thanks to",
            "down to > the|that|those|a|an|one|our|their|having|money|how|her|his",
            "on account of",
            "put|puts that|it|this down to",
        ),
    ),
    Cue(
        "the reason",
        Tier.STRONG,
        Side.CAUSE,
        0.85,
        (
            "the|one|another|main|real|only reason|reasons why|that? * is|was|being",
            "the|one|another|main|real reason|reasons for * is|was|were|being",
            "the reason|reasons i|we|they|people|it|he|she|that",
            "the|main|real|only reason|reasons for",
        ),
    ),
    Cue(
        "that is why",
        Tier.STRONG,
        Side.EFFECT,
        0.92,
        (
            "that|which|this 's|s|is|was partly|really|probably|exactly? why",
            "that|this 's|is|was the reason i|we|they|it|people|why",
            "explain|explains|explained why|how",
            "accounts|accounted for",
        ),
    ),
    Cue("therefore", Tier.STRONG, Side.EFFECT, 0.85, ("therefore|consequently|thereby|hence|thus",)),
    Cue("in turn", Tier.STRONG, Side.EFFECT, 0.80, ("that|which|this in turn",)),
    Cue("unless", Tier.STRONG, Side.CAUSE, 0.70, ("unless",)),
    Cue(
        "caused",
        Tier.STRONG,
        Side.EFFECT,
        0.88,
        (
            "caused|causes|causing",
            "cause > a|an|the|some|any|problems|confusion|people|delays|trouble|us|them",
            "brought|bring|brings|bringing about",
            "gave|give|gives|given|giving rise to",
            "triggered|triggers|sparked|sparks|provoked|provokes|generated|generates|prompted|prompts",
        ),
    ),
    Cue(
        "caused by",
        Tier.STRONG,
        Side.CAUSE,
        0.90,
        ("caused|triggered|sparked|prompted|driven|brought about? by",),
    ),
    Cue(
        "given that",
        Tier.STRONG,
        Side.CAUSE,
        0.75,
        (
            "given that|how",
            "given the lack|shortage|pressure|pressures|scale|size|state",
            "seeing as|that",
            "now that",
        ),
    ),
    Cue(
        "what made it work",
        Tier.STRONG,
        Side.CAUSE,
        0.85,
        (
            "made|makes|make the|a|all|any|that|no big|huge|real? difference",
            "what|that made|makes|helped|helps|worked|works",
            "the more * , the more|less|fewer|better|worse",
            "the more|less|fewer|better|worse|longer",
        ),
    ),
    Cue(
        "so",
        Tier.STRONG,
        Side.EFFECT,
        0.62,
        (", and? so > * i|we|they|he|she|it|you|people|nobody|everyone|anyone|nothing|there",),
    ),
)
