"""`theory map` and `export figure`: every format, the same bytes, and words that no format would obey."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import CommandLine

from workbench.export.figures import drawing
from workbench.export.map_dot import to_dot
from workbench.export.map_mermaid import to_mermaid
from workbench.export.map_outline import to_outline
from workbench.model.theory_map_views import SHARES, MapEdge, MapNode, TheoryMap

HOSTILE = 'Say "yes" \\ [not] {no} <b>x</b> | a;b\n--> end # $x^2$ `k` *é* 𝔘'

ODD = TheoryMap(
    (MapNode("1", True, 1, HOSTILE, HOSTILE), MapNode("2", False, 7, HOSTILE)),
    (MapEdge("1", "2", SHARES, ("outcome",)),),
    selection=HOSTILE,
)


def test_the_outline_names_what_joins_each_configuration_to_others(demo: CommandLine) -> None:
    said = demo.ok("theory", "map", "--tracer", "Falls prevention").out
    assert "=> E7 Most council-funded strength and balance classes have closed" in said
    assert "CMO 12" not in said
    assert demo.ok("theory", "map", "--json").json["link_counts"]


@pytest.mark.parametrize("form", ["svg", "png", "pdf", "dot", "mermaid", "text"])
def test_the_same_study_gives_the_same_bytes(demo: CommandLine, form: str) -> None:
    once, again = (demo.ok("theory", "map", "-f", form).stdout for _ in range(2))
    assert once == again
    assert once


def test_words_stay_words_in_svg(demo: CommandLine) -> None:
    demo.ok("theory", "map", "-o", "map.svg")
    tree = ElementTree.parse(demo.folder / "map.svg")
    words = "".join(tree.getroot().itertext())
    assert "CMO 5" in words
    assert "rival of" in words


@pytest.mark.parametrize("which", ["theory-map", "grid", "progress", "co-occurrence"])
@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
def test_every_figure_is_drawn_in_every_format_and_alike(demo: CommandLine, which: str, form: str) -> None:
    demo.ok("export", "figure", which, "-o", f"f.{form}")
    data = (demo.folder / f"f.{form}").read_bytes()
    assert data.startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[form])
    assert demo.ok("export", "figure", which, "-f", form).stdout == data


def test_the_grid_tells_no_more_of_small_counts_than_the_report_does(demo: CommandLine) -> None:
    """In the report the four interviews stand in masked cells, over which the total is at least 2."""
    masked = demo.ok("export", "figure", "grid").stdout.decode()
    assert "at least 2 interviews" in masked
    assert "&lt;3 interviews" in masked
    assert not re.search(r"[^<t] [0-9]+ interview|>[0-9]+ interview|in [0-9]+ source", masked)
    plain = demo.ok("export", "figure", "grid", "--mask-below", "0").stdout.decode()
    assert "4 interviews" in plain
    assert "in 4 sources" in plain
    assert "grid" in demo.refused(2, "export", "figure", "progress", "--mask-below", "0")


def test_figures_of_an_empty_study_say_that_there_is_nothing(wb: CommandLine) -> None:
    for which in ("theory-map", "grid", "progress", "co-occurrence"):
        assert wb.ok("export", "figure", which).stdout.startswith(b"<?xml")
    assert "the map is empty" in wb.ok("theory", "map").err


def test_an_unknown_figure_format_or_tracer_is_refused_with_what_there_is(demo: CommandLine) -> None:
    assert "theory-map, grid" in demo.refused(2, "export", "figure", "pie")
    assert "svg" in demo.refused(2, "export", "figure", "grid", "-f", "gif")
    assert "Falls prevention" in demo.refused(4, "theory", "map", "--tracer", "Falls preventin")
    assert "theory-map" in demo.refused(2, "export", "figure", "grid", "--tracer", "Falls prevention")


def test_an_output_that_exists_is_not_replaced_unasked(demo: CommandLine) -> None:
    demo.write("map.svg", "mine")
    demo.refused(7, "theory", "map", "-o", "map.svg")
    assert (demo.folder / "map.svg").read_text() == "mine"


def test_without_the_extra_a_picture_says_how_to_get_it(
    demo: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    said = demo("theory", "map", "-f", "svg")
    assert said.code == 2
    assert drawing.INSTALL_HINT in said.err
    assert demo.ok("theory", "map", "-f", "dot").stdout


def test_dot_keeps_hostile_words_within_its_strings(tmp_path: Path) -> None:
    text = to_dot(ODD).decode("utf-8")
    for one in text.splitlines():
        assert one.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0
    assert "𝔘" in text
    if dot := shutil.which("dot"):
        plain = subprocess.run(
            [dot, "-Tplain"], input=text, capture_output=True, text=True, check=True
        ).stdout
        assert len(re.findall(r"^node ", plain, re.MULTILINE)) == 2


def test_mermaid_writes_what_its_grammar_would_read_as_entities() -> None:
    text = to_mermaid(ODD).decode("utf-8")
    for label in re.findall(r'"([^"]*)"', text):
        assert not re.search(r"[<>`\[\]{}|;*]", re.sub(r"#\d+;|<br/>", "", label))
    assert text.count('"') == 2 * len(re.findall(r'"([^"]*)"', text))
    assert len(text.splitlines()) == 5
    assert "#34;yes#34;" in text


def test_the_outline_keeps_a_wording_on_one_line() -> None:
    assert len(to_outline(ODD).decode("utf-8").splitlines()) == 3 + 3 + 2
