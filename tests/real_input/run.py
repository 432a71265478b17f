"""Take real reports and hand-labelled material through the whole main job; print what happened and how long it took.

    python tests/real_input/run.py SEEDS GOLD OUT

SEEDS is a folder of reports (.txt); GOLD holds codebook.yaml, excerpts.jsonl and cmo.json as labelled by hand; OUT is
a new folder. Neither is part of the project. Everything goes through the installed `workbench` command.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from workbench.sources.locate import locate_quote

TRACERS = {"orthopaedics": "Orthopaedics", "dementia": "Dementia", "specialised": "Specialised services"}
SITES = {"Area 1": ["Area 1"], "Area 2": ["Area 2"], "Areas 1 & 2": ["Area 1", "Area 2"], None: ["National"]}
WORKBENCH = [sys.executable, "-c", "from workbench.cli.app import main; main()"]


def workbench(*words: str) -> str:
    """Run a command in OUT's study; print the time it took and its summary."""
    begun = time.perf_counter()
    done = subprocess.run([*WORKBENCH, *words], capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    last = done.stderr.strip().splitlines()[-1:] or [""]
    print(f"{seconds:6.2f} s  exit {done.returncode}  {' '.join(words[:2]):18} {last[0][:110]}")
    if done.returncode not in (0, 3):
        print(done.stderr)
    return done.stdout


def main(seeds: Path, gold: Path, out: Path) -> None:
    """The whole job, in the order in which a team would do it."""
    out.mkdir(parents=True)
    study = str(out / "real.study")
    common = ("--study", study, "--coder", "Real input")
    excerpts = [json.loads(line) for line in (gold / "excerpts.jsonl").read_text("utf-8").splitlines()]
    write_inputs(seeds, gold, out, excerpts)
    workbench("study", "new", study, "--title", "Real input")
    workbench("study", "describe", str(out / "study.yaml"), *common)
    workbench("source", "import", "--manifest", str(out / "sources.csv"), *common)
    workbench("codebook", "import", str(out / "codebook.yaml"), *common)
    workbench("coding", "import", str(out / "codings.jsonl"), "--skip-faulty", *common)
    workbench("cmo", "import", str(out / "cmos.yaml"), *common)
    report_location(seeds, excerpts)
    for form in ("csv", "xlsx", "docx", "html", "md", "json"):
        target = str(out / f"cmo-table.{form}")
        workbench("export", "cmo-table", "-f", form, "--evidence", "-o", target, "--study", study)
    for tracer in ("Dementia", "Orthopaedics"):
        for form in ("md", "docx", "html"):
            target = str(out / f"{tracer.lower()}.{form}")
            workbench("report", "tracer", tracer, "-f", form, "-o", target, "--study", study)
    workbench("export", "codings", "-o", str(out / "codings.csv"), "--study", study)
    print(workbench("study", "check", "--study", study))
    print(workbench("study", "info", "--study", study))


def write_inputs(seeds: Path, gold: Path, out: Path, excerpts: list[dict[str, Any]]) -> None:
    """The hand-labelled material in the shapes that the workbench reads."""
    book = yaml.safe_load((gold / "codebook.yaml").read_text("utf-8"))
    codes = [
        {
            "id": code["id"],
            "name": code["name"].replace("/", ", "),
            "parent": code["parent"],
            "full_definition": code["definition"],
            "examples": code.get("cues", []),
        }
        for code in book["codes"]
    ]
    dump(out / "codebook.yaml", {"codes": codes})
    places = {e["id"]: place_of(e, (seeds / e["document"]).read_text("utf-8")) for e in excerpts}
    rows = [{**places[e["id"]], "code": theme, "memo": e["id"]} for e in excerpts for theme in e["themes"]]
    (out / "codings.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    dump(
        out / "cmos.yaml",
        {"cmos": [one_cmo(entry, places) for entry in json.loads((gold / "cmo.json").read_text("utf-8"))]},
    )
    tracers = "; ".join(TRACERS.values())
    lines = ["file,interview,kind,organisations,sites,tracers"]
    paths = sorted(seeds.glob("*.txt"))
    lines += [f'{path.resolve()},{path.stem},document,,National,"{tracers}"' for path in paths]
    (out / "sources.csv").write_text("\n".join(lines) + "\n", "utf-8")
    sites = [{"name": name, "national": name == "National"} for name in ("Area 1", "Area 2", "National")]
    dump(out / "study.yaml", {"sites": sites, "tracers": [{"name": name} for name in TRACERS.values()]})


def place_of(excerpt: dict[str, Any], text: str) -> dict[str, Any]:
    """Where an excerpt is: its words, or the first place after its section's heading where there are several."""
    source = Path(excerpt["document"]).stem
    matches = locate_quote(excerpt["text"], text).matches
    if len(matches) < 2:
        return {"source": source, "quote": excerpt["text"]}
    heading = (excerpt["section"] or "").split(" > ")[-1]
    words = heading.split(" ", 1)[-1] if heading[:1].isdigit() else heading
    start = max(text.rfind(words), 0)
    later = [m for m in matches if m.start_char >= start] or list(matches)
    return {"source": source, "start_char": later[0].start_char, "end_char": later[0].end_char}


def one_cmo(entry: dict[str, Any], places: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One configuration; programme theory where the labels say so."""
    roles = (("context", "contexts"), ("mechanism", "mechanisms"), ("outcome", "outcomes"))
    return {
        "id": entry["id"],
        "title": entry["title"],
        "kind": entry["level"].replace("_", " "),
        "tracer": TRACERS.get(entry["tracer"]) if entry["tracer"] else None,
        "sites": SITES[entry["area"]],
        "slots": [{"role": role, "wording": text} for role, key in roles for text in entry[key]],
        "evidence": [{**evidence_place(places[i]), "note": i} for i in entry["linked_evidence"]],
    }


def evidence_place(place: dict[str, Any]) -> dict[str, Any]:
    """A place as a file of configurations writes it."""
    if "quote" in place:
        return place
    return {"source": place["source"], "span": f"{place['start_char']}:{place['end_char']}"}


def report_location(seeds: Path, excerpts: list[dict[str, Any]]) -> None:
    """How many excerpts were found, and how."""
    texts = {path.name: path.read_text("utf-8") for path in seeds.glob("*.txt")}
    found: Counter[str] = Counter()
    slowest = 0.0
    for excerpt in excerpts:
        begun = time.perf_counter()
        matches = locate_quote(excerpt["text"], texts[excerpt["document"]]).matches
        slowest = max(slowest, time.perf_counter() - begun)
        how = (
            "not found"
            if not matches
            else f"{matches[0].how}{'' if len(matches) == 1 else ', several places'}"
        )
        found[how] += 1
        if not matches or len(matches) > 1:
            print(f"        {excerpt['id']}: {how}: {excerpt['text'][:60]!r}")
    print(f"excerpts located: {dict(found)}; slowest {slowest * 1000:.0f} ms")


def dump(path: Path, data: dict[str, Any]) -> None:
    """Write YAML."""
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:4]))
