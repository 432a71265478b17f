"""A small study with programme theory and what was observed, for tests of how theory develops."""

from __future__ import annotations

from command_line import CommandLine

CMOS = """
cmos:
  - {id: t1, title: Lists help, kind: programme theory, tracer: Falls, sites: [Nation],
     slots: [{role: context, wording: many services}, {role: mechanism, wording: one list},
             {role: outcome, wording: fewer falls}]}
  - {id: t2, title: Doors help, kind: programme theory, tracer: Falls, sites: [North],
     slots: [{role: context, wording: many doors}]}
  - {id: o1, title: Lists are not read, kind: observed, tracer: Falls, sites: [North],
     slots: [{role: context, wording: many services,
              evidence: [{source: A, quote: "We knew each other", stance: supports}]},
             {role: mechanism, wording: nobody reads it}, {role: outcome, wording: as many falls}],
     links: [{kind: refines, to: t1}]}
  - {id: o2, title: A side door, kind: observed, tracer: Falls, sites: [North],
     slots: [{role: context, wording: a side door}]}
  - {id: o3, title: National talk, kind: observed, tracer: Falls, sites: [Nation],
     slots: [{role: context, wording: talk}]}
  - {id: o4, title: Of another tracer, kind: observed, tracer: Stroke, sites: [North],
     slots: [{role: context, wording: another}]}
  - {id: o5, title: In the south, kind: observed, tracer: Falls, sites: [South],
     slots: [{role: context, wording: the south}]}
"""
"""CMO 1 and 2 are programme theory, 3 to 7 observed."""


def theory(wb: CommandLine) -> None:
    """Sites North (two sources of Falls), South, East (nothing at all) and Nation; tracers Falls, Stroke, Sleep."""
    wb.write(
        "s.yaml",
        "sites: [{name: North}, {name: South}, {name: East}, {name: Nation, national: true}]\n"
        "tracers: [{name: Falls}, {name: Stroke, no_theory_searched: All policy papers.}, {name: Sleep}]\n"
        "waves: [{name: First}, {name: Second}, {name: Third}]",
    )
    wb.ok("study", "describe", "s.yaml")
    wb.write("A.txt", "We knew each other, so nobody waited. The form was refused by everybody else.")
    wb.write("B.txt", "By now they all trust the list, and nobody waits.")
    wb.write(
        "m.csv",
        "interview,participants,organisations,sites,tracers,wave\n"
        "A,P1,Trust,North,Falls,First\nB,P1; P2,Council,North,Falls,Second\n",
    )
    wb.ok("source", "import", "A.txt", "B.txt", "--manifest", "m.csv")
    wb.write("c.yaml", CMOS)
    wb.ok("cmo", "import", "c.yaml")
