"""A file of summaries for the framework matrix."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.errors import NotFound
from workbench.files.structured import FileModel, Text
from workbench.model.matrix_views import CaseKind, ColumnKind
from workbench.store.reading import finding
from workbench.store.reading.framework import case_heads
from workbench.store.reading.framework_cell import matrix_cell
from workbench.store.study import Reader
from workbench.study.matrix import SummariseCell


class SummaryItem(FileModel):
    """What a person wrote of a site on a code, pointing to passages coded there by words that they hold."""

    site: str
    code: str
    text: Text
    on: tuple[str, ...] = ()


class MatrixFile(FileModel):
    """Summaries, one a cell."""

    summaries: tuple[SummaryItem, ...]

    def commands(self, reader: Reader, *, study_id: str) -> Iterator[SummariseCell]:
        """What writes them.

        Raises:
            NotFound: a site, a code, or words that are in no passage of the cell.
        """
        sites = [finding.Candidate(head.id, (head.name,)) for head in case_heads(reader, CaseKind.SITE)]
        for item in self.summaries:
            case = (CaseKind.SITE, finding.pick(item.site, sites, what="site"))
            column = (ColumnKind.CODE, finding.find_code(reader, item.code, study_id=study_id))
            cell = matrix_cell(reader, case, column)
            found = []
            for words in item.on:
                held = [piece.excerpt_id for piece in (cell.pieces if cell else ()) if words in piece.text]
                if not held:
                    raise NotFound(f"nothing coded with {item.code!r} at {item.site} holds {words!r}")
                found.append(held[0])
            yield SummariseCell(case, column, item.text, tuple(found))
