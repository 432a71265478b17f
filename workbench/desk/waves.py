"""Repeat interviews for the screen (`tui.desk.waves`)."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.desk.sitting import Sitting
from workbench.desk.targets import new_target
from workbench.findings import waves
from workbench.model.wave_views import Case, WaveComparison
from workbench.store.reading.theory import exists


class StudyWaves:
    """What was said in each wave, as one coder may see it."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def cases(self) -> Sequence[Case]:
        """All participants and organisations of whom there is a source."""
        with self._sitting.reading() as reader:
            return waves.cases(reader)

    def on_code(self, case: Case, code_id: str) -> WaveComparison | None:
        """What is coded with a code in each wave."""
        with self._sitting.reading() as reader:
            if not exists(reader, "code", code_id):
                return None
            return waves.on_code(reader, case, code_id, seen_by=self._sitting.coder_id)

    def on_element(self, case: Case, element_id: str) -> WaveComparison | None:
        """What stands behind an element in each wave."""
        with self._sitting.reading() as reader:
            return (
                waves.on_element(reader, case, element_id) if exists(reader, "element", element_id) else None
            )

    def write(self, comparison: WaveComparison, path: str) -> str:
        """Write a comparison into a new file, as `theory waves` does."""
        from workbench.export.listing import render_listing
        from workbench.export.waves import waves_listing
        from workbench.export.writing import write_output
        from workbench.store.reading.tracer_report import as_of

        target = new_target(path)
        with self._sitting.reading() as reader:
            dated = as_of(reader)
        with self._sitting.leaving():
            data = render_listing(waves_listing(comparison), format=target.suffix[1:].lower(), as_of=dated)
            write_output(target, data, force=False)
        return f"Saved in {target}"
