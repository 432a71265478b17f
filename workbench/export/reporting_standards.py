"""The items of three reporting standards, in our own short words, and what of a study can say something on each.

RAMESES II: Wong et al. 2016, BMC Medicine 14:96 (20 items, realist evaluations). COREQ: Tong et al. 2007, Int J Qual
Health Care 19(6):349-357 (32 items, interviews and focus groups). SRQR: O'Brien et al. 2014, Academic Medicine
89(9):1245-1251 (21 items, qualitative research). The standards' own explanations are to be read beside these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """An item: its part of the paper, what it asks, and the drafts that may answer, by name."""

    part: str
    name: str
    asks: str
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """A reporting standard with its items in their own order, numbered from 1."""

    name: str
    about: str
    items: tuple[Item, ...]


def _items(text: str) -> tuple[Item, ...]:
    """Lines `name | what it asks | drafts` under lines `# part`."""
    found = []
    part = ""
    for line in text.strip().splitlines():
        if line.startswith("#"):
            part = line.removeprefix("#").strip()
        else:
            name, asks, drafts = (piece.strip() for piece in line.split("|"))
            found.append(Item(part, name, asks, tuple(drafts.split())))
    return tuple(found)


RAMESES_II = Standard(
    "RAMESES II",
    "reporting standards for realist evaluations (Wong et al. 2016)",
    _items("""
# Title and summary
Title | that this is a realist evaluation | title
Abstract | question, programme, design, sources, findings, conclusions |
# Introduction
Rationale for evaluation | why it was needed, and what was not understood | aim background
Programme theory | the theory at the start, and how it was arrived at | programme_theory
Questions, objectives and focus | what was asked, and what was left aside | questions aim tracers
Ethical approval | which body approved it and how the material was protected | ethics
# Methods
Rationale for using realist evaluation | why this approach, and where it was adapted | approach
Environment of the evaluation | where it took place and what went on around it | sites
The programme evaluated | what the programme is and for whom | background tracers
Evaluation design | the steps taken and why, planned and changed | approach tracers collection
Data collection methods | what was collected and how it bears on the theory | collection guides
Recruitment and sampling | who was asked, how and why | participants roles
Data analysis | how theory was built, tested and refined | analysis coders codebook agreement audit
# Results
Details of participants | who took part, and from whom data came | participants roles repeated
Main findings | contexts, mechanisms and outcomes, with the evidence | findings quotations contrary
# Discussion
Summary of findings | what was found about the theory | summaries
Strengths, limitations, future directions | of every step, the rigour of the data included | contrary
Comparison with existing literature | what others found |
Conclusions and recommendations | what follows, and for whom | messages
Funding and conflicts of interest | who paid, what part they had, what interests there are |
"""),
)

COREQ = Standard(
    "COREQ",
    "consolidated criteria for reporting qualitative research: interviews and focus groups (Tong et al. 2007)",
    _items("""
# Research team and reflexivity
Interviewer | who conducted the interviews |
Credentials | the researchers' degrees |
Occupation | what they did at the time |
Gender | of the researchers, if they wish to say |
Experience and training | what the researchers brought |
Relationship established | whether it began before the study |
What participants knew of the interviewer | goals and reasons |
Interviewer characteristics | bias, assumptions, interests | reflexivity
# Study design
Methodological orientation | which theory underpins the study | approach
Sampling | how participants were selected |
Method of approach | how they were approached |
Sample size | how many took part | participants
Non-participation | how many refused or left, and why |
Setting of data collection | where data were collected | sites collection
Presence of others | who else was there |
Description of sample | its important characteristics | roles
Interview guide | what was asked, and whether it was tried out | guides
Repeat interviews | whether there were any, and how many | repeated
Recording | how the talk was recorded |
Field notes | whether they were made |
Duration | of the interviews |
Saturation | whether it was considered |
Transcripts returned | whether participants could comment on them |
# Analysis and findings
Number of data coders | how many coded | coders
Description of the coding tree | the codebook | codebook
Derivation of themes | laid down before, or found in the data | codebook
Software | what was used | software
Participant checking | whether they gave feedback on the findings |
Quotations presented | whether there are any, each identified | quotations
Data and findings consistent | whether the data bear the findings out | analysis
Clarity of major themes | whether they stand out | themes
Clarity of minor themes | diverse cases, minor themes | contrary
"""),
)

SRQR = Standard(
    "SRQR",
    "standards for reporting qualitative research (O'Brien et al. 2014)",
    _items("""
# Title and abstract
Title | nature and topic of the study, and its approach | title
Abstract | the key elements |
# Introduction
Problem | what it is, why it matters, what is known | background
Purpose or question | what the study is to find out | aim questions
# Methods
Approach and paradigm | which, guided by what theory, and why | approach
Researchers and reflexivity | who they are and how that may bear on the work | reflexivity
Context | the setting and what is salient in it | sites
Sampling strategy | how and why, and when to stop | tracers
Ethical issues | approval, consent, confidentiality | ethics
Data collection methods | what, when, how, and what was changed | collection
Instruments and technologies | guides, devices, and how they changed | guides software
Units of study | how many, and their characteristics | participants roles
Data processing | transcription, management, security, anonymity | audit
Data analysis | how themes were found, by whom | coders codebook analysis
Trustworthiness | what was done for credibility | agreement audit contrary
# Results
Synthesis and interpretation | the main findings, theory included | findings themes
Links to empirical data | evidence for each finding | quotations analysis
# Discussion
Integration with prior work | what it adds, how far it reaches |
Limitations | of trustworthiness and findings |
# Other
Conflicts of interest | and how they were handled |
Funding | who paid, and their part |
"""),
)

STANDARDS: Mapping[str, Standard] = {"rameses-ii": RAMESES_II, "coreq": COREQ, "srqr": SRQR}
"""By the names of the command line."""
