"""What a neutral document can be written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workbench.export.as_docx import to_docx
from workbench.export.as_html import to_html
from workbench.export.as_markdown import to_markdown
from workbench.export.as_pdf import to_pdf
from workbench.export.document import Document

DocumentRenderer = Callable[[Document, str], bytes]
"""Takes the document and the date to put into the file."""

DOCUMENT_FORMATS: Mapping[str, DocumentRenderer] = {
    "md": lambda document, _as_of: to_markdown(document),
    "docx": lambda document, as_of: to_docx(document, as_of=as_of),
    "html": lambda document, _as_of: to_html(document),
    "pdf": lambda document, as_of: to_pdf(document, as_of=as_of),
}
"""By name; pdf needs the extra `pdf`."""
