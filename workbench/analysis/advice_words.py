"""Words by which the checks read a statement. They are English; in another language the checks say little."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


SETTINGS = _set(
    "hospital hospitals clinic clinics practice practices ward wards school schools area areas site sites town"
    " towns city cities region regions county counties district districts village villages service services team"
    " teams department departments board boards council councils commissioner commissioners authority authorities"
    " network networks community communities organisation organisations organization organizations office offices"
    " centre centres center centers system systems home homes surgery surgeries pharmacy pharmacies trust trusts"
    " provider providers agency agencies government charity charities university universities neighbourhood"
    " neighbourhoods setting settings building buildings unit units institution institutions group groups"
    " population populations sector care gp gps"
)
"""Nouns that name where something is, or who is there, and by themselves not how that matters."""

QUALITIES = _set(
    "lack lacking absence absent shortage scarcity scarce strong weak poor good bad high low few fewer many"
    " little more less most no not never without trusting relationship relationships pressure pressures history"
    " culture tradition unclear clear shared limited long longstanding different new small large mutual informal"
    " formal fragmented stable unstable distant close closeness isolated remote trusted known unknown uncertainty"
    " instability competition competing conflict conflicting separate separated joint common own previous existing"
    " prior frequent rare late early busy overstretched deprived affluent mixed constant tight loose rapid slow"
    " cheap expensive insufficient sufficient enough adequate inadequate multiple several high-turnover turnover"
    " austerity cuts unequal equal difficult easy hard open closed free unable able willing unwilling only between"
)
"""Words that say something about a setting, by which it may matter."""

VERBS = _set(
    "is are was were be been being am has have had do does did can cannot can't could will would shall should may"
    " might must need needs knows know think thinks feel feels see sees want wants lack lacks get gets got make"
    " makes made go goes went come comes came take takes took give gives gave keep keeps kept run runs ran say"
    " says said work works meet meets met hold holds held share shares use uses rely relies depend depends lead"
    " leads led mean means leave leaves left set sets sit sits pay pays paid cost costs buy buys bought sell sells"
    " tell tells told find finds found become becomes became begin begins began bring brings brought let lets put"
    " puts stand stands stood wait waits isn't aren't wasn't weren't hasn't haven't don't doesn't didn't won't"
    " refer refers refuse refuses who which that where when because if while since so though although"
)
"""Common verbs, and words that begin a clause: with one of them a phrase says something."""

NO_PAST_FORMS = _set("bed need seed shed hundred red feed speed embed indeed exceed")
"""Words in -ed that are no past forms."""

PREPOSITIONS = _set("in of at on for with by from to within across around near under over into during and or")
"""Words before which a phrase's main word stands."""

ACTIVITIES = _set(
    "training trained train trains meeting meetings workshop workshops guideline guidelines guidance leaflet"
    " leaflets letter letters policy policies contract contracts payment payments funding funded funds tool tools"
    " software appointed appoint appoints provided provide provides provision delivered deliver delivers delivery"
    " offered offer offers introduced introduce introduces introduction established establish establishes"
    " published publish publishes sent send sends commissioned commission commissions commissioning monitored"
    " monitor monitors monitoring inspected inspection inspections audit audits audited report reports reporting"
    " tender tenders tendering procurement programme program scheme schemes project projects forum forums campaign"
    " campaigns session sessions course courses visit visits reminder reminders phone app website pathway pathways"
    " protocol protocols checklist checklists incentive incentives budget budgets pooled co-located colocated"
    " recruited recruitment hired nurse-led screening vaccination referral referrals set launched launch rollout"
    " implemented implement implementation"
)
"""Words for what a programme does or offers."""

REASONING = _set(
    "feel feels felt feeling feelings trust trusts trusted trusting believe believes believed belief beliefs"
    " think thinks thought thinking worry worries worried fear fears feared afraid confident confidence motivated"
    " motivation motive understand understands understood understanding value values valued see sees saw seen"
    " perceive perceives perceived perception choose chooses chose choice decide decides decided decision want"
    " wants wanted wish wishes wished expect expects expected expectation know knows knew known knowing hope hopes"
    " hoped pride proud shame ashamed embarrassed embarrassment respect respects respected loyal loyalty ownership"
    " owned obliged obligation responsible responsibility reluctant reluctance willing willingness unwilling care"
    " cares cared commitment committed convinced sceptical skeptical suspicious suspicion doubt doubts doubted"
    " safe safety secure insecure threatened threat anxious anxiety relieved relief empowered empowerment hopeless"
    " helpless accept accepts accepted acceptance reject rejects rejected resist resists resisted resistance"
    " consider considers considered recognise recognises recognised recognize recognizes recognized realise"
    " realises realised realize realized interpret interprets prefer prefers preferred agree agrees agreed"
    " disagree identify identifies identified belong belonging accountable assume assumes assumed regard regards"
    " regarded judge judges judged weigh weighs reassured reassurance comfortable uncomfortable interested"
    " interest bother bothers bothered reason reasons reasoned legitimate legitimacy"
)
"""Words for how people respond: what they think, feel, want and decide."""

STOPWORDS = _set(
    "the a an of in on at to for with by from and or as is are was were be been being it its this that these"
    " those their they them there then than so more less very also not no who which what when where while because"
    " if into onto about people patients staff have has had do does did can could will would may might get gets"
)
"""Words that two statements can share without saying the same."""

SUFFIXES = (
    *("ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ing"),
    *("ies", "ers", "ed", "er", "es", "ly", "s", "e", "y"),
)
"""Endings that are taken off to compare words, the longest that fits."""

SHORTEST_STEM = 3
"""Letters that must be left when an ending is taken off."""


def says_reasoning(words: Iterable[str]) -> bool:
    """Whether one of these words, or the one whose plural it is, is of how people respond."""
    return any(word in REASONING or word.removesuffix("s") in REASONING for word in words)


def words_of(text: str) -> list[str]:
    """The words of a statement in lower case, in order."""
    return [match.group().casefold() for match in _WORD.finditer(text)]


def stems_of(text: str) -> frozenset[str]:
    """The words of a statement that mean something, without their endings."""
    return frozenset(_stem(word) for word in words_of(text) if word not in STOPWORDS)


def _stem(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM:
            word = word.removesuffix(suffix)
            break
    return word[:-1] if len(word) > SHORTEST_STEM and word[-1] == word[-2] else word
