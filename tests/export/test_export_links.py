"""One click from a statement or a quote to the evidence behind it, and back; no link leads nowhere."""

from __future__ import annotations

from dataclasses import replace

from export_invented import linked
from lxml import html
from lxml.html import HtmlElement

from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.cmo_batch import book_document, tables_by_place
from workbench.export.cmo_shape import Shape
from workbench.export.cmo_table import render_cmo_table
from workbench.export.tracer_report import report_document
from workbench.model.views import CMOTable, Quote, TracerReport


def page(data: bytes) -> HtmlElement:
    return html.fromstring(data.decode())


def assert_links_lead_somewhere(tree: HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_a_statement_leads_to_its_evidence_and_back(tracer_report: TracerReport) -> None:
    tree = page(to_html(report_document(tracer_report)))
    assert_links_lead_somewhere(tree)
    (first, *_) = tree.xpath("//tbody[@id='cmo-2']//a[text()='People are seen before they fall']")
    (evidence,) = tree.xpath(f"//tbody[@id='{first.get('href')[1:]}']")
    assert "We still only hear once they are on the floor." in evidence.text_content()
    assert evidence.xpath(".//a[@class='back']/@href") == ["#cmo-2"]


def test_a_quote_leads_to_the_evidence_that_it_is(tracer_report: TracerReport) -> None:
    theme = tracer_report.themes[0]
    piece = tracer_report.observed[0].slots[0].evidence[0]

    def quote(start: int, end: int) -> Quote:
        return replace(
            theme.quotes[0], source_name=piece.source_name, start_char=start, end_char=end, text=piece.text
        )

    def words(*quotes: Quote) -> str:
        report = replace(tracer_report, themes=(replace(theme, quotes=quotes),))
        return to_markdown(report_document(report)).decode()

    assert piece.start_char is not None
    assert piece.end_char is not None
    exact = quote(piece.start_char, piece.end_char)
    assert "Evidence for CMO 2, context" in words(exact)
    assert "Evidence for CMO 2, context" in words(quote(piece.start_char + 5, piece.end_char + 400))
    assert "Evidence for" not in words(quote(5000, 5040))
    assert "Evidence for" not in words(replace(exact, source_name="999"))
    report = replace(tracer_report, themes=(replace(theme, quotes=(exact,)),))
    tree = page(to_html(report_document(report)))
    assert_links_lead_somewhere(tree)
    assert tree.xpath("//blockquote//a[text()='CMO 2, context']/@href") == ["#cmo-2-slot-1"]


def test_without_an_appendix_nothing_is_a_link(cmo_table: CMOTable) -> None:
    bare = page(render_cmo_table(cmo_table, format="html"))
    assert not bare.xpath("//main//a")
    assert_links_lead_somewhere(page(render_cmo_table(cmo_table, format="html", evidence=True)))


def test_a_configuration_that_stands_twice_in_a_book_has_one_anchor() -> None:
    placed = tables_by_place(
        "T", linked(with_fragment=True), tracers=["Falls prevention"], sites=["Area 1", "Area 2"]
    )
    tree = page(to_html(book_document(placed, Shape(evidence=True), title="T", as_of="2022-01-01")))
    assert_links_lead_somewhere(tree)
    assert len(tree.xpath("//tbody[@id='cmo-2']")) == 1


def test_a_quote_that_is_evidence_of_much_names_the_first_places(tracer_report: TracerReport) -> None:
    trust = tracer_report.observed[0]
    theme = tracer_report.themes[0]
    piece = trust.slots[0].evidence[0]
    slots = tuple(replace(trust.slots[0], id=f"s-{n}", position=n) for n in range(1, 8))
    quote = replace(
        theme.quotes[0], source_name=piece.source_name, start_char=100, end_char=100 + len(piece.text)
    )
    many = replace(trust, slots=slots, evidence=(), dyad_evidence=())
    report = replace(tracer_report, observed=(many,), themes=(replace(theme, quotes=(quote,)),))
    text = to_markdown(report_document(report)).decode()
    assert text.count("CMO 2, context") == 5
    assert "CMO 2, context and 2 further statements." in text
