"""The manifest: a table of sources in whichever shape spreadsheets write it."""

import pytest

from workbench.errors import BadInput
from workbench.model.vocabulary import SourceKind
from workbench.sources.manifest import ManifestRow, read_manifest

TABLE = (
    "file,interview,kind,title,participants,organisations,roles,sites,tracers,wave,date,mode,Recorder\n"
    'a.txt,18967,interview,Talk,P07; P08,"CCG; Leeds, York and Partners",GP,Area 1|National,dementia,W1,12/01/2017,'
    "phone,Zoom\n"
)


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(BadInput) as caught:
        read_manifest(text.encode(), "m.csv")
    assert "m.csv" in caught.value.message
    return caught.value.problems


def test_a_row_with_every_column() -> None:
    assert read_manifest(TABLE.encode(), "m.csv") == (
        ManifestRow(
            line=2,
            file="a.txt",
            interview="18967",
            kind=SourceKind.INTERVIEW,
            title="Talk",
            participants=("P07", "P08"),
            organisations=("CCG", "Leeds, York and Partners"),
            roles=("GP",),
            sites=("Area 1", "National"),
            tracers=("dementia",),
            wave="W1",
            date="2017-01-12",
            mode="phone",
            attributes={"Recorder": "Zoom"},
            spoken_of=frozenset(TABLE.split("\n")[0].split(",")),
        ),
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_shapes_that_spreadsheets_write(delimiter: str, encoding: str, end: str) -> None:
    lines = ["Interview ID;Area;Date", 'Zoë’s;"Area 1;National";Jan 2017', ""]
    text = end.join(line.replace('"Area 1;National"', "@").replace(";", delimiter) for line in lines)
    text = text.replace("@", '"Area 1;National"')
    (row,) = read_manifest(text.encode(encoding), "m.csv")
    assert (row.interview, row.sites, row.date) == ("Zoë’s", ("Area 1", "National"), "2017-01")


def test_headings_go_by_any_of_their_names_in_any_case() -> None:
    text = "ID,FileName,Organization(s),Site,Tracer,Participant_ID,Role,Type\n1,a.txt,CCG,A,T,P,GP,Meeting\n"
    (row,) = read_manifest(text.encode(), "m.csv")
    assert (row.interview, row.file, row.organisations, row.sites) == ("1", "a.txt", ("CCG",), ("A",))
    assert (row.tracers, row.participants, row.roles, row.kind) == (
        ("T",),
        ("P",),
        ("GP",),
        SourceKind.MEETING,
    )


def test_missing_columns_and_cells_are_empty() -> None:
    (row,) = read_manifest(b"interview,title,note\n1\n", "m.csv")
    assert (row.file, row.date, row.participants, row.attributes) == ("", None, (), {})


def test_quoted_cells_hold_lines_and_lines_are_counted_in_the_file() -> None:
    text = 'interview,sites,title\n1,"Area 1\nArea 2","two\nlines"\n\n,,\n2,,x\n'
    first, second = read_manifest(text.encode(), "m.csv")
    assert (first.line, first.sites, first.title) == (2, ("Area 1", "Area 2"), "two\nlines")
    assert (second.line, second.interview) == (7, "2")


def test_a_separator_line_of_excel_is_passed_over() -> None:
    (row,) = read_manifest(b"sep=;\ninterview;site\n1;Area 1\n", "m.csv")
    assert (row.line, row.sites) == (3, ("Area 1",))


def test_all_faults_are_named_with_line_and_column() -> None:
    text = (
        "interview,file,date,kind\n"
        "1,a.txt,2017-02-30,interview\n"
        ",b.txt,,chat\n"
        "1,a.txt,last autumn,\n"
        "2,c.txt,2017,interview,too,many\n"
    )
    found = problems(text)
    assert [problem.split(": ")[0] for problem in found] == [
        "m.csv, line 2, column date",
        "m.csv, line 3, column interview",
        "m.csv, line 3, column kind",
        "m.csv, line 4, column date",
        "m.csv, line 5, column 5",
        "m.csv, line 4, column interview",
        "m.csv, line 4, column file",
    ]
    assert "'too', 'many'" in found[4]
    assert "line 2 already" in found[5]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("site,date\nA,2017\n", "no column is called `interview`"),
        ("18967,CCG,Smith\n18968,CCG,Jones\n", "header is missing"),
        ("interview,site,area\n1,A,B\n", "say the same (site, area)"),
        ('interview,title\n1,"left open\n', "quotation mark"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(text: str, what: str) -> None:
    (problem,) = problems(text)
    assert what in problem


def test_interviews_that_differ_in_capitals_alone_are_the_same() -> None:
    assert "is in line 2 already" in problems("interview\np07\nP07\n")[0]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"PK\x03\x04", b"%PDF-"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"m\.csv"):
        read_manifest(data, "m.csv")
