"""`workbench theory`: programme theory against what was observed, its versions, and what the study says of it."""

from __future__ import annotations

from workbench.cli import (
    theory_checks,
    theory_map,
    theory_patterns,
    theory_verdicts,
    theory_versions,
    theory_waves,
)
from workbench.cli.context import noun

app = noun("theory")

app.command("grid")(theory_verdicts.grid)
app.command("cell")(theory_verdicts.cell)
app.command("judge")(theory_verdicts.judge)
app.command("unjudge")(theory_verdicts.unjudge)
app.add_typer(theory_versions.app, name="version")
app.command("waves")(theory_waves.waves)
app.command("checks")(theory_checks.checks)
app.command("dismiss")(theory_checks.dismiss)
app.command("heed")(theory_checks.heed)
app.command("map")(theory_map.map_)
app.command("patterns")(theory_patterns.patterns)
