"""The invented demonstration study, built from `corpora/` through the same doors that every study uses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from workbench.bootstrap import cmo_table, locate_one, shipped, tracer_reports
from workbench.coding.batch import BatchResolver, read_batch, refuse_faulty
from workbench.coding.codebook import ImportCodebook
from workbench.coding.codebook_file import read_codebook
from workbench.coding.commands import ApplyCodes
from workbench.demonstration_asked import AskedFile
from workbench.errors import OutputRefused, WorkbenchError
from workbench.export.as_pdf import pdf_available
from workbench.export.cmo_table import EXTENSIONS, render_cmo_table
from workbench.export.codings import render_codings
from workbench.export.names import file_stem
from workbench.export.tracer_report import MASK_BELOW, render_report, report_document
from workbench.export.writing import write_output
from workbench.files.structured import load
from workbench.findings.figures import report_maps
from workbench.sources.commands import ImportSources
from workbench.sources.manifest import read_manifest
from workbench.sources.preparing import ManifestIndex, prepare
from workbench.store.creating import create_study
from workbench.store.reading.codings import quotes
from workbench.store.study import Study
from workbench.study.files import StudyFile
from workbench.study.matrix_file import MatrixFile
from workbench.study.sections import WriteSections
from workbench.study.sections_file import SectionsFile
from workbench.theory.cmo_file import CMOFile
from workbench.theory.importing import ImportCMOs
from workbench.theory.theory_file import TakeUpTheory, TheoryFile

NAME = "demonstration"
FILES = f"{NAME}-files"
TABLE_FORMATS = ("csv", "xlsx", "docx", "html", "md", "json", "latex")
REPORT_FORMATS = ("md", "docx", "html")


def build(folder: Path, *, force: bool, tell: Callable[[str], None], with_files: bool = False) -> list[Path]:
    """Build the study in `folder` and write its tables and reports; the paths written, the study first.

    `with_files` copies what it is made of beside it, into `FILES`.

    Raises:
        OutputRefused: the folder is missing, or the study exists and `force` is not given.
    """
    target = folder / f"{NAME}.study"
    if not folder.is_dir():
        raise OutputRefused(f"the folder {folder} does not exist", hint="Make it first.")
    if target.exists() and not force:
        raise OutputRefused(f"{target} exists already", hint="Use --force to build it anew.")
    if target.is_dir():
        raise OutputRefused(f"{target} is a folder", hint="Build it in another folder.")
    if with_files:
        _copy_files(folder / FILES, force=force)
    aside = folder / f".{NAME}.building.study"
    try:
        for left in (aside, *folder.glob(f".{aside.name}*")):  # by a run that was killed
            _remove(left)
        create_study(aside, title="Demonstration")
        with Study(aside) as study:
            fill(study, shipped("corpora", NAME), tell=tell)
        _remove(target)
        aside.replace(target)
    except OSError as error:
        raise OutputRefused(f"{target} cannot be built: {error.strerror}") from error
    finally:
        _remove(aside)
    with Study(target, read_only=True) as study:
        return [target, *write_reports(study, folder / f"{NAME}-reports", force=True)]


def _copy_files(target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        raise OutputRefused(f"{target} exists already", hint="Use --force to write it anew.")
    try:
        shutil.copytree(shipped("corpora", NAME), target, dirs_exist_ok=True)
    except OSError as error:
        raise OutputRefused(f"{target} cannot be written: {error.strerror}") from error


def _remove(path: Path) -> None:
    """Take away a study file with its side files: a side file must never meet another study's file."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def fill(study: Study, corpus: Path, *, tell: Callable[[str], None]) -> None:
    """Import everything in `corpus` into an empty study, in the names of its invented coders."""
    described = load((corpus / "study.yaml").read_text("utf-8"), name="study.yaml", model=StudyFile)
    lead, second = described.coders[0], described.coders[-1]
    tell(study.execute(described.command(), coder=lead).summary)
    rows = read_manifest((corpus / "interviews.csv").read_bytes(), "interviews.csv")
    manifest = ManifestIndex(rows, name="interviews.csv", folder=corpus)
    prepared = []
    for verdict in prepare(manifest.files(), manifest=manifest):
        if verdict.prepared is None:
            raise WorkbenchError(f"the demonstration is incomplete: {verdict.fault}")
        prepared.append(verdict.prepared)
    tell(study.execute(ImportSources(prepared), coder=lead).summary)
    codes = read_codebook((corpus / "codebook.yaml").read_text("utf-8"), name="codebook.yaml")
    tell(study.execute(ImportCodebook(codes, "codebook.yaml"), coder=lead).summary)
    _code(study, corpus / "codings.csv", coder=lead, tell=tell)
    cmos = load((corpus / "cmos.yaml").read_text("utf-8"), name="cmos.yaml", model=CMOFile)
    tell(study.execute(ImportCMOs(cmos, locate_one, "cmos.yaml"), coder=second).summary)
    theory = load((corpus / "theory.yaml").read_text("utf-8"), name="theory.yaml", model=TheoryFile)
    tell(study.execute(TakeUpTheory(theory, "theory.yaml"), coder=second).summary)
    written = load((corpus / "sections.yaml").read_text("utf-8"), name="sections.yaml", model=SectionsFile)
    with study.reading() as reader:
        sections = written.texts(reader, study_id=study.id, locate=locate_one)
    tell(study.execute(WriteSections(sections), coder=second).summary)
    _summarise(study, corpus / "matrix.yaml", coder=second, tell=tell)
    asked = load((corpus / "asked.yaml").read_text("utf-8"), name="asked.yaml", model=AskedFile)
    for command in asked.commands(study):
        tell(study.execute(command, coder=lead).summary)


def _summarise(study: Study, file: Path, *, coder: str, tell: Callable[[str], None]) -> None:
    cells = load(file.read_text("utf-8"), name=file.name, model=MatrixFile)
    with study.reading() as reader:
        commands = list(cells.commands(reader, study_id=study.id))
    for command in commands:
        tell(study.execute(command, coder=coder).summary)


def _code(study: Study, batch: Path, *, coder: str, tell: Callable[[str], None]) -> None:
    with study.reading() as reader:
        resolver = BatchResolver(reader, study_id=study.id, locate=locate_one)
        codings, faults = resolver.resolve(read_batch(batch.read_text("utf-8"), name=batch.name))
    refuse_faulty(faults, name=batch.name)
    tell(study.execute(ApplyCodes(tuple(codings), batch.name), coder=coder).summary)


def write_reports(study: Study, folder: Path, *, force: bool) -> list[Path]:
    """Write the CMO table in all formats, each tracer's report, and the codings; the paths written.

    PDF is among the formats where the extra `pdf` is installed.
    """
    pdf = ("pdf",) if pdf_available() else ()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputRefused(f"the folder {folder} cannot be made: {error.strerror}") from error
    written: list[Path] = []

    def write(name: str, data: bytes) -> None:
        write_output(folder / name, data, force=force)
        written.append(folder / name)

    with study.reading() as reader:
        table, as_of = cmo_table(reader, tracer=None, site=None, kind=None)
        for form in (*TABLE_FORMATS, *pdf):
            write(
                f"cmo-table.{EXTENSIONS.get(form, form)}",
                render_cmo_table(table, format=form, evidence=True, as_of=as_of),
            )
        write("codings.csv", render_codings(quotes(reader), format="csv"))
        reports, forms = tracer_reports(reader, None, quotes_per_theme=4), (*REPORT_FORMATS, *pdf)
        maps = report_maps(reader, reports, formats=forms, draft=True)
        for report, drawn in zip(reports, maps, strict=True):
            document = report_document(report, mask_below=MASK_BELOW, theory_map=drawn)
            stem = file_stem("tracer", report.tracer.name)
            for form in forms:
                write(f"{stem}.{form}", render_report(document, format=form, as_of=report.as_of))
    return written
