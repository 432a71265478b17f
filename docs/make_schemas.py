"""Make the JSON Schemas in `schemas/` from the file models that the readers use: `python docs/make_schemas.py`.

An editor that knows JSON Schema can then check a codebook, a CMO table, a study's description or report sections
while they are written. `tests/files/test_files_schemas.py` fails while the schemas and the models differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from workbench.coding.codebook_file import CodebookFile
from workbench.files.structured import FileModel
from workbench.study.bundle import Bundle
from workbench.study.files import StudyFile
from workbench.study.sections_file import SectionsFile
from workbench.team.rules import RulesFile
from workbench.theory.cmo_file import CMOFile

FOLDER = Path(__file__).parent.parent / "schemas"

MODELS: dict[str, type[BaseModel]] = {
    "codebook": CodebookFile,
    "cmo": CMOFile,
    "study": StudyFile,
    "sections": SectionsFile,
    "merge-rules": RulesFile,
    "bundle": Bundle,
}
"""The schema's name to the model of such a file."""


class Exact(GenerateJsonSchema):
    """Schemas of what programs write."""

    schema_dialect = "https://json-schema.org/draft/2020-12/schema"


class AsRead(Exact):
    """Schemas of what people write, as the readers accept it: numbers where text is wanted, text left empty."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Text, or a number that stands for itself, such as an interview called 18967."""
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number"]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """What may be null: text and lists of text."""
        made = super().function_before_schema(schema)
        kind = made.get("type")
        if kind is None or kind == "integer":
            return made
        kinds = kind if isinstance(kind, list) else [kind]
        return {**made, "type": [*kinds, "null"]}


def schemas() -> dict[str, str]:
    """The text of each schema by its file's name."""
    return {f"{name}.schema.json": _text(name, model) for name, model in MODELS.items()}


def _text(name: str, model: type[BaseModel]) -> str:
    maker = AsRead if issubclass(model, FileModel) else Exact
    made: dict[str, Any] = model.model_json_schema(schema_generator=maker, mode="validation")
    head = {
        "$schema": AsRead.schema_dialect,
        "$id": f"https://realist-workbench.example/schemas/{name}.schema.json",
    }
    return json.dumps(head | made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file_name, text in schemas().items():
        (FOLDER / file_name).write_text(text, "utf-8")
