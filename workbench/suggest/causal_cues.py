"""The cues of causal talk as data, in tiers; patterns are written as `causal_cue` says."""

from __future__ import annotations

from workbench.suggest.causal_cue import Cue, Side, Tier
from workbench.suggest.causal_strong_cues import STRONG

_MAKES = "make|makes|made|making"
_KEEPS = "keep|keeps|kept|keeping"
_PEOPLE = (
    "people|them|us|me|him|her|you|everyone|everybody|anyone|anybody|someone|somebody|families|"
    "parents|mothers|fathers|mums|"
    "dads|kids|children|lads|girls|staff|nurses|doctors|gps|patients|clients|residents|tenants|"
    "volunteers|managers|workers|teams|"
    "ones|lot|some|many|most|others|it|things|members|users|carers|teachers|trustees|anything|"
    "everything|services|commissioners"
)

ENABLING = (
    Cue(
        "allow",
        Tier.ENABLING,
        Side.EFFECT,
        0.80,
        ("allow|allows|allowed|allowing|enable|enables|enabled|enabling|empower|empowers|empowered",),
    ),
    Cue(
        "let",
        Tier.ENABLING,
        Side.EFFECT,
        0.70,
        (f"let|lets|letting the|our|my|a|younger|older? {_PEOPLE}|team|nurse|group",),
    ),
    Cue(
        "help",
        Tier.ENABLING,
        Side.EFFECT,
        0.72,
        (
            "helped|helps people|them|us|me|him|her|to|with|build|bring|make|keep|families",
            "has|have helped",
            "that|it|this|which|really helps|helped",
        ),
    ),
    Cue(
        "make it easier",
        Tier.ENABLING,
        Side.EFFECT,
        0.85,
        (
            f"{_MAKES} it|things|that|them|life|everything|us much|so|a|lot|bit|far? easier|possible|"
            "better|quicker|simpler|safer",
            f"{_MAKES} sure|certain",
            f"{_MAKES} * easier|simpler|quicker|faster",
            f"makes|made|making {_PEOPLE} feel|look|think|want|see|realise|stay|talk|listen|open|more|"
            "less|secretive|cynical|angry|nervous|wary",
            f"{_MAKES} the|our|a * feel|look|think|want",
        ),
    ),
    Cue(
        "give confidence",
        Tier.ENABLING,
        Side.EFFECT,
        0.78,
        (
            "give|gives|gave|given|giving * permission|confidence|courage|hope|reason|chance|voice|"
            "freedom|incentive|sense|power",
            "opened|opens|opening the|a door|doors",
            "free|frees|freed|freeing up? us|them|people|staff|nurses|time",
        ),
    ),
    Cue(
        "encourage",
        Tier.ENABLING,
        Side.EFFECT,
        0.80,
        (
            "encouraged|encourages|encouraging|motivated|motivates|motivating|inspired|inspires|"
            "persuaded|persuades|convinced|"
            "reassured|reassures|attracted|attracts|forces|forced|forcing|pushes|pushed|shamed",
        ),
    ),
    Cue(
        "improve",
        Tier.ENABLING,
        Side.EFFECT,
        0.70,
        (
            "improved|improves|strengthened|strengthens|boosted|boosts|increased|increases|reduced|"
            "reduces|transformed|transforms|"
            "eased|eases|cut|raised|speeds|sped|built|builds|created|creates|fostered|fosters * the|"
            "our|a|an|how|missed|referrals|"
            "people|relationships|trust|confidence|up|their|his|her|some|enough|any|everyone",
            "is|are|was|were|has|have|had actually|really|definitely? improving|strengthened|"
            "transformed|changed * the|our|how",
            "bring|brings|brought|bringing people|them|us|everyone|teams together",
            "put|puts * at ease",
            "does|did more for",
        ),
    ),
    Cue(
        "keep well",
        Tier.ENABLING,
        Side.EFFECT,
        0.68,
        (
            f"{_KEEPS} {_PEOPLE} out|away|going|coming|interested|safe|well|together|engaged|motivated|from",
            "it|it 's|is the|that|knowing|having|being * that|which makes|gets|keeps|brings|helps|lets",
            "gets|get|got them|people|him|her|us through|out|in|talking|moving|together|into",
        ),
    ),
)

HINDERING = (
    Cue(
        "prevent",
        Tier.HINDERING,
        Side.EFFECT,
        0.85,
        (
            "prevent|prevents|prevented|preventing|discourage|discourages|discouraged|discouraging|"
            "undermine|undermines|undermined|"
            "undermining|hinder|hinders|hindered|hampers|hampered|impede|impedes|impeded|exclude|"
            "excludes|excluded|inhibits|inhibited|"
            "deters|deterred|paralysed|paralyses",
        ),
    ),
    Cue(
        "stop",
        Tier.HINDERING,
        Side.EFFECT,
        0.78,
        (
            f"stop|stops|stopped|stopping the|our|some|any|a|many|most? {_PEOPLE}",
            "stop|stops|stopped|stopping * from|sharing|coming|doing|going|getting|using|talking",
            "put|puts|putting * off",
            "hold|holds|held|holding * back|up",
            "rule|rules|ruled out",
            "get|gets|got|getting in the way",
            "slow|slows|slowed|slowing * down",
        ),
    ),
    Cue(
        "make it harder",
        Tier.HINDERING,
        Side.EFFECT,
        0.87,
        (
            f"{_MAKES} it|things|that|life|everything|this really|so|very|much|a|lot|almost|"
            "virtually? hard|harder|difficult|impossible|worse|complicated",
            f"{_MAKES} * difficult|harder|impossible|worse|slower",
        ),
    ),
    Cue(
        "damage",
        Tier.HINDERING,
        Side.EFFECT,
        0.78,
        (
            "damaged|damages|destroyed|destroys|weakened|weakens|limited|limits|blocked|blocks|"
            "restricted|restricts|confused|"
            "confuses|upset|upsets|killed|kills|eroded|erodes|frustrated|alienated|wrecked|delayed|"
            "delays the|our|a|an|any|what|how|"
            "people|off|staff|of|their|some|everyone|half|good|us|them|my|families",
            "left|leaves|leaving the|our? people|them|us|me|him|her|staff|volunteers|families|"
            "commissioners feeling|with|without|to|unable|in",
            "left|leaves|leaving * * unable|struggling|stranded",
            "has|have|had left * * without|with nothing|nowhere|nobody|no|little|few|any|anywhere|anyone",
            "worn|wears|wore * out",
            "pull|pulls|pulled * apart|direction|directions",
            "drove|drives|driven the|a|our|them|us|people|us * apart|away|out|up|down",
        ),
    ),
)

WEAK = (
    Cue("if", Tier.WEAK, Side.CAUSE, 0.55, ("if|where|whenever",)),
    Cue("when", Tier.WEAK, Side.CAUSE, 0.40, ("when|once", "every time", "by the time", "as soon as")),
    Cue("since", Tier.WEAK, Side.CAUSE, 0.10, ("since",)),
    Cue("as", Tier.WEAK, Side.CAUSE, 0.25, ("< as", ", as")),
    Cue("so (loose)", Tier.WEAK, Side.EFFECT, 0.30, ("so",)),
    Cue(
        "without",
        Tier.WEAK,
        Side.CAUSE,
        0.50,
        ("< without", "without that|a|the|an|her|him|them|it|any", "< with that|a|the|an|no|so"),
    ),
    Cue(
        "by doing",
        Tier.WEAK,
        Side.CAUSE,
        0.45,
        ("by putting|giving|having|making|doing|working|letting|using|bringing|getting|going|being",),
    ),
    Cue("and then", Tier.WEAK, Side.EFFECT, 0.25, ("and then", "ended|ends|end up")),
    Cue(
        "change",
        Tier.WEAK,
        Side.EFFECT,
        0.35,
        ("changed|changes|affects|affected|influences|influenced|shaped|shapes|means|meant|impact|impacts",),
    ),
)

CONTRARY = Cue(
    "although",
    Tier.WEAK,
    Side.CAUSE,
    0.05,
    (
        "although|though|despite|whereas|nevertheless|nonetheless",
        "in spite of",
        "even though|if|when|with",
        "regardless of",
        ", but > * still|anyway",
    ),
)
"""What happened against the expectation: marked countervailing, for it tells of a mechanism that did not fire."""

CUES = (*STRONG, *ENABLING, *HINDERING, *WEAK, CONTRARY)
"""All cues; of two that overlap the longer, and then the earlier in this order, is taken."""
