"""`workbench source`: interviews, meetings and documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import diagnostics, output, source_editing
from workbench.cli.context import (
    CoderOption,
    DryRunOption,
    JsonOption,
    StudyOption,
    acting_coder,
    bytes_of,
    change,
    changing_study,
    enum_of,
    noun,
    reading_study,
)
from workbench.cli.new_names import design_names, tell_new
from workbench.errors import BadInput, UsageError
from workbench.model.vocabulary import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.sources.commands import PreparedSource
    from workbench.sources.preparing import ManifestIndex, Verdict
    from workbench.store.study import Study

app = noun("source")

CHARS_PER_CHANGE = 40_000_000
"""Sources of one import are written as one change up to this much text, which bounds memory to some 300 MB."""


@app.command("import")
def import_sources(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files or folders (txt, md, docx); - for stdin.")
    ] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="CSV with a row a source: interview, participants, site, date ...")
    ] = None,
    kind: Annotated[
        str, typer.Option(help="What they are without a manifest: interview, meeting, document.")
    ] = "interview",
    name: Annotated[
        str, typer.Option(help="The name of the source read from stdin, as NAME.txt or NAME.md.")
    ] = "",
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Import sources. Each file succeeds or fails whole; a summary says which and why."""
    from workbench.model.vocabulary import SourceKind
    from workbench.sources.preparing import gather, prepare

    index = _manifest(manifest)
    files, passed_over = gather(paths or [])
    if not files and index is not None and not paths:
        files = index.files()
    if not files:
        raise UsageError(
            "no files to import", hint="Name files or folders, or a manifest with a `file` column."
        )
    if "-" in (paths or []) and not name:
        raise UsageError("a source from stdin needs a name", hint="For example --name NM-01.txt")
    who = acting_coder(coder)
    verdicts = prepare(
        diagnostics.progress(files, total=len(files), label="Reading"),
        manifest=index,
        kind=enum_of(SourceKind, kind, what="kind of source"),
        stdin=sys.stdin.buffer.read() if "-" in (paths or []) else b"",
        stdin_name=name,
    )
    with changing_study(study) as opened:
        summary = Importing(opened, coder=who, dry_run=dry_run).run(verdicts)
    for path in passed_over:
        if manifest is not None and Path(path).resolve() == manifest.resolve():
            continue
        summary.append(
            {"file": path, "source": "", "result": "passed over", "why": "not a format that can be read"}
        )
    for interview in index.unused() if index else []:
        summary.append({"file": "", "source": interview, "result": "no file", "why": "the manifest names it"})
    _print_summary(summary, as_json=as_json, dry_run=dry_run)


def _manifest(path: Path | None) -> ManifestIndex | None:
    if path is None:
        return None
    from workbench.sources.manifest import read_manifest
    from workbench.sources.preparing import ManifestIndex

    return ManifestIndex(read_manifest(bytes_of(path), path.name), name=path.name, folder=path.parent)


class Importing:
    """Stores what was read, in changes of bounded size, and keeps an account of every file."""

    def __init__(self, study: Study, *, coder: str, dry_run: bool) -> None:
        from workbench.store.reading.sources import source_names, text_hashes

        self.study = study
        self.coder = coder
        self.dry_run = dry_run
        self.pending: list[tuple[PreparedSource, Verdict, dict[str, str]]] = []
        self.pending_chars = 0
        self.account: list[dict[str, str]] = []
        with study.reading() as reader:
            self.names = {name.casefold(): name for name in source_names(reader)}
            self.texts = text_hashes(reader)

    def run(self, verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
        """Take every file in turn; returns the account."""
        for verdict in verdicts:
            self._take(verdict)
            if self.pending_chars > CHARS_PER_CHANGE:
                self._write()
        self._write()
        return self.account

    def _take(self, verdict: Verdict) -> None:
        from workbench.model.identity import sha256_text

        prepared = verdict.prepared
        if prepared is None:
            fault = verdict.fault.removeprefix(f"{Path(verdict.path).name}: ")
            why = f"{fault.rstrip('.')}. {verdict.hint}" if verdict.hint else fault
            self._note(verdict, "failed", why)
            return
        if not _is_utf8(prepared.record.name + prepared.original_name):
            self._note(verdict, "failed", "the file's name is not text; rename it")
            return
        digest = sha256_text(prepared.text)
        if digest in self.texts:
            self._note(verdict, "already there", f"the same text as {self.texts[digest]}")
            return
        if prepared.record.name.casefold() in self.names:
            self._note(
                verdict, "failed", f"the study has another source named {prepared.record.name!r}; rename one"
            )
            return
        self.texts[digest] = prepared.record.name
        self.names[prepared.record.name.casefold()] = prepared.record.name
        self.pending.append((prepared, verdict, self._note(verdict, "", "")))
        self.pending_chars += len(prepared.text)

    def _write(self) -> None:
        from workbench.sources.commands import ImportSources

        if not self.pending:
            return
        prepared = [source for source, _, _ in self.pending]
        known = design_names(self.study)
        done = change(self.study, ImportSources(prepared), coder=self.coder, dry_run=self.dry_run)
        tell_new(done.value, known)
        for source, verdict, line in self.pending:
            turns = plural(len(source.turns), "turn") if source.turns else "no speaker turns"
            facts = f"{len(source.text):,} characters, {turns}, {verdict.encoding}"
            line["result"] = "would import" if self.dry_run else "imported"
            line["why"] = "; ".join((facts, *verdict.notes))
        self.pending, self.pending_chars = [], 0

    def _note(self, verdict: Verdict, result: str, why: str) -> dict[str, str]:
        line = {"file": verdict.path, "source": verdict.name, "result": result, "why": why}
        self.account.append(line)
        return line


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _print_summary(account: list[dict[str, str]], *, as_json: bool, dry_run: bool) -> None:
    shown = output.is_terminal() and not as_json
    if as_json:
        output.write_json(account)
    else:
        output.write_table(
            ("file", "source", "result", "remarks"), [tuple(line.values()) for line in account]
        )
    files = [line for line in account if line["result"] not in ("no file", "passed over")]
    failed = [line for line in files if line["result"] == "failed"]
    if files and all(line["result"] == "already there" for line in files):
        verb = "is" if len(files) == 1 else "are"
        diagnostics.say(f"nothing new: {plural(len(files), 'file')} {verb} in the study already")
    if failed:
        kept = "would be kept" if dry_run else "are in the study"
        others = f"the others {kept}" if len(failed) < len(files) else "nothing was imported"
        raise BadInput(
            f"{len(failed)} of {plural(len(files), 'file')} failed; {others}",
            hint="Mend them and import again: what is there already is passed over.",
            problems=() if shown else tuple(f"{line['file']}: {line['why']}" for line in failed),
        )


@app.command("list")
def list_sources(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the sources with their records."""
    from workbench.store.reading.sources import source_views

    with reading_study(study) as opened, opened.reading() as reader:
        views = source_views(reader)
    if as_json:
        output.write_json(views)
        return
    output.write_table(
        ("name", "kind", "date", "wave", "sites", "tracers", "organisations", "characters", "codings"),
        [
            (
                v.name,
                v.kind,
                v.date or "",
                v.wave,
                "; ".join(v.sites),
                "; ".join(v.tracers),
                "; ".join(v.organisations),
                f"{v.char_count:,}",
                v.coding_count,
            )
            for v in views
        ],
    )


@app.command()
def show(
    source: Annotated[str, typer.Argument(help="Name or id of a source.")],
    text: Annotated[bool, typer.Option("--text", help="Print the text alone, exactly as stored.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a source's record, or its text."""
    if text and as_json:
        raise UsageError("give either --text or --json; the JSON holds the text, too")
    from workbench.store.reading import finding
    from workbench.store.reading.sources import revision_text, source_views, turns

    with reading_study(study) as opened, opened.reading() as reader:
        identity = finding.find(reader, "source", source)
        view = next(v for v in source_views(reader) if v.id == identity)
        body = revision_text(reader, view.revision_id)
        spoken = turns(reader, view.revision_id)
    if text:
        output.write_bytes(body.encode("utf-8"))
    elif as_json:
        output.write_json({"source": view, "turns": spoken, "text": body})
    else:
        people = "; ".join(f"{p.label} ({p.role})" if p.role else p.label for p in view.participants)
        rows = [
            ("name", view.name),
            ("kind", view.kind),
            ("title", view.title),
            ("attribution", view.attribution),
            ("participants", people),
            ("organisations", "; ".join(view.organisations)),
            ("sites", "; ".join(view.sites)),
            ("tracers", "; ".join(view.tracers)),
            ("wave", view.wave),
            ("date", view.date or ""),
            ("mode", view.mode),
            ("original file", view.original_name),
            ("speaker turns", str(len(spoken))),
            ("codings", str(view.coding_count)),
            *view.attributes.items(),
        ]
        output.write_table(("", ""), [row for row in rows if row[1]])


@app.command()
def remove(
    source: Annotated[str, typer.Argument(help="Name or id of a source without codings or evidence.")],
    study: StudyOption = None,
    coder: CoderOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a source out again, if nothing rests on it yet. Can be undone."""
    from workbench.sources.commands import RemoveSource
    from workbench.store.reading import finding

    with changing_study(study) as opened:
        with opened.reading() as reader:
            identity = finding.find(reader, "source", source)
        change(opened, RemoveSource(identity), coder=acting_coder(coder), dry_run=dry_run)


source_editing.add_to(app)
