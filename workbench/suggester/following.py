"""A model that follows a study: learnt once, then changed with each coding, and asked for passages and claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import BadInput, NotFound
from workbench.model.coding import Span
from workbench.model.identity import excerpt_id
from workbench.model.suggestion_views import ClaimView, PassageAnswer, PassageProposals, RoleView
from workbench.model.suggestions import USUAL_PROMISE
from workbench.model.vocabulary import plural
from workbench.suggester.answering import answer, is_held_back, proposals
from workbench.suggester.causal import causal_hints, cue_precision
from workbench.suggester.learning import (
    Learnt,
    claimed,
    entries_of,
    items_of,
    learn,
)
from workbench.suggester.material import KnownPassage, Material, SourceText, material, reread
from workbench.suggester.passages import passages

if TYPE_CHECKING:
    from workbench.store.study import Reader, Study
    from workbench.suggest.causal import CausalHint
    from workbench.suggest.themes import ThemeModel

KEPT_APART = (
    "this passage is of the random tenth that is coded before anything is suggested, so that precision can be measured;"
    " select it to be told all the same"
)

MANY_CHANGES = 60
"""So many changed passages at once are learnt by a new fit, which then takes less time than one after another."""


class StudyFollower:
    """What the suggester knows of one study file. It reads, and writes nothing to it."""

    def __init__(
        self,
        study: Study,
        *,
        coder_id: str,
        promise: float | None,
        language: str,
        vectors: str,
        parser: str,
        tell: Callable[[str], None],
    ) -> None:
        """Without a `promise` the study's own holds; `vectors` and `parser` name some from elsewhere.

        `tell` is told what is being done when it takes long.
        """
        self._study = study
        self._coder_id = coder_id
        self._given_promise = promise
        self._promise = promise or USUAL_PROMISE
        self._language = language
        self._vectors = vectors
        self._parser = parser
        self._tell = tell
        self._learnt: Learnt | None = None
        self._seen = -1
        self._hints: dict[str, list[CausalHint]] = {}
        self._without: tuple[frozenset[str], ThemeModel] | None = None
        self.unsettled = False
        """Whether the model has changed since its claims were measured."""

    @property
    def path(self) -> Path:
        """The study file."""
        return self._study.path

    def look_again(self) -> None:
        """Learn what has changed in the study since the last look, whatever it is."""
        from workbench.store.reading.suggestions import promised

        with self._study.reading() as reader:
            sequence = _sequence(reader)
            if sequence == self._seen and self._learnt is not None:
                return
            found = material(reader, coder_id=self._coder_id)
            promise = self._given_promise or promised(reader)
        is_other = promise != self._promise
        self._promise = promise
        self._adopt(found)
        if is_other:
            self.settle()
        self._seen = sequence

    def learn(self, revision_id: str) -> None:
        """Learn what people made of the passages of one text, after a change there."""
        learnt = self._learnt
        text = None if learnt is None else _text_of(learnt.found, revision_id)
        if learnt is None or text is None:
            self.look_again()
            return
        with self._study.reading() as reader:
            found = reread(learnt.found, reader, text.source.id)
        self._adopt(found)

    def settle(self) -> None:
        """Measure anew what may be claimed of the model."""
        learnt = self._known()
        settled = claimed(learnt.found, learnt.pipeline, learnt.model, promise=self._promise)
        self._learnt = replace(settled, note=learnt.note)
        self.unsettled = False

    def ask(self, revision_id: str, start_char: int, end_char: int) -> PassageAnswer:
        """What is said of a passage that a person selected.

        Raises:
            NotFound: the study has no such current text. BadInput: the span lies outside it.
        """
        text = self._text(revision_id)
        if not 0 <= start_char < end_char <= len(text.body):
            raise BadInput(f"there is no passage {start_char}:{end_char} in {text.source.name}")
        return self._answer(text, Span(start_char, end_char), selected=True)

    def ask_at(self, revision_id: str, offset: int) -> PassageAnswer:
        """What is said of the passage at an offset; where none is, an answer without tags that says so.

        Raises:
            NotFound: the study has no such current text.
        """
        text = self._text(revision_id)
        every = passages(text.body, text.turns, length=self._known().found.length)
        here = next((one for one in every if one.start_char <= offset < one.end_char), None)
        if here is None:
            return self._silent(revision_id, Span(offset, offset + 1), "there is no passage to speak of here")
        if self._known().proposed.threshold is not None and self._is_kept_apart(text, here):
            return self._silent(revision_id, here, KEPT_APART)
        return self._answer(text, here, selected=False)

    def _silent(self, revision_id: str, span: Span, why: str) -> PassageAnswer:
        standing = self._known().proposed.line
        return PassageAnswer(revision_id, span.start_char, span.end_char, (), why, standing)

    def _is_kept_apart(self, text: SourceText, span: Span) -> bool:
        """Whether a passage is of the tenth that is coded before anything is suggested, and is not coded yet."""
        worked = any(span.overlaps(Span(*one)) for one in (*text.coded, *text.read))
        return not worked and is_held_back(text.source.revision_id, span)

    def claims(self, revision_id: str) -> tuple[ClaimView, ...]:
        """The sentences of a text that may make a causal claim, in order, with this coder's verdicts.

        Raises:
            NotFound: the study has no such current text.
        """
        from workbench.store.reading.suggestions import judged_sentences

        text = self._text(revision_id)
        with self._study.reading() as reader:
            precision = cue_precision(reader)
            judged = judged_sentences(reader, revision_id, self._coder_id)
        if revision_id not in self._hints:
            self._hints[revision_id] = causal_hints(text.body, text.turns, precision={}, parser=self._parser)[
                0
            ]
        return tuple(
            _claim(
                replace(hint, precision=precision.get(hint.cue, hint.precision)),
                judged.get((hint.start_char, hint.end_char)),
            )
            for hint in self._hints[revision_id]
        )

    def propose(self, revision_id: str) -> PassageProposals:
        """What is proposed for the passages of a text that nobody has coded or read.

        Raises:
            NotFound: the study has no such current text.
        """
        text, learnt = self._text(revision_id), self._known()
        return PassageProposals(
            revision_id,
            tuple(proposals(learnt, text)),
            learnt.maker,
            learnt.proposed.line,
            learnt.proposed.threshold is not None,
        )

    def _answer(self, text: SourceText, span: Span, *, selected: bool) -> PassageAnswer:
        from workbench.store.reading.suggestions import rejected_codes

        learnt = self._known()
        place = (text.source.id, span.start_char, span.end_char)
        here = [known for known in learnt.found.known if known.overlaps(*place)]
        with self._study.reading() as reader:
            rejected = rejected_codes(reader, excerpt_id(text.source.revision_id, *place[1:]))
        given = frozenset(code for known in here for code in known.code_ids)
        apart = replace(learnt, model=self._model_without(frozenset(known.id for known in here)))
        return answer(apart, text, span, given=given, rejected=rejected, selected=selected)

    def _model_without(self, ids: frozenset[str]) -> ThemeModel:
        """The model without passages that overlap the one asked about, which must not speak for itself."""
        model = self._known().model
        if not ids:
            return model
        if self._without is None or self._without[0] != ids:
            self._without = (ids, model.without_items(ids))
        return self._without[1]

    def _known(self) -> Learnt:
        if self._learnt is None:
            self.look_again()
        if self._learnt is None:
            raise NotFound("nothing is known of the study")
        return self._learnt

    def _text(self, revision_id: str) -> SourceText:
        found = _text_of(self._known().found, revision_id)
        if found is None:
            self.look_again()
            found = _text_of(self._known().found, revision_id)
        if found is None:
            raise NotFound("this source is no longer in the study, or has a newer text")
        return found

    def _adopt(self, found: Material) -> None:
        before = self._learnt
        self._without = None
        if before is None or before.found.words_sha256() != found.words_sha256():
            self._hints.clear()
            self._tell(f"reading {plural(len(found.texts), 'source')}")
            self._learnt = learn(
                found,
                promise=self._promise,
                language=self._language,
                study=self.path,
                vectors=self._vectors,
            )
            self.unsettled = False
            return
        changed = _changes(before.found, found)
        if len(changed) > MANY_CHANGES:
            self._tell(f"learning from {plural(len(found.known), 'passage')}")
            model = _fitted(before, found)
        else:
            model = before.model
            for passage in changed:
                model = (
                    _with(model, passage, before)
                    if passage.id in _ids(found)
                    else model.without_item(passage.id)
                )
        self.unsettled = self.unsettled or bool(changed)
        maker = replace(before.maker, inputs_sha256=found.inputs_sha256())
        self._learnt = replace(before, found=found, model=model, maker=maker)


def _sequence(reader: Reader) -> int:
    from workbench.store.change_log import last_change

    last = last_change(reader)
    return last.sequence if last else 0


def _text_of(found: Material, revision_id: str) -> SourceText | None:
    return next((one for one in found.texts if one.source.revision_id == revision_id), None)


def _ids(found: Material) -> set[str]:
    return {one.id for one in found.known}


def _changes(before: Material, after: Material) -> list[KnownPassage]:
    """The passages that are new, gone, or were made something else of."""
    old, new = ({one.id: one for one in found.known} for found in (before, after))
    gone = [one for one in before.known if one.id not in new]
    return gone + [one for one in after.known if one.id not in old or old[one.id].code_ids != one.code_ids]


def _with(model: ThemeModel, passage: KnownPassage, learnt: Learnt) -> ThemeModel:
    (item,) = items_of([passage], learnt.pipeline)
    return model.with_item(item)


def _fitted(learnt: Learnt, found: Material) -> ThemeModel:
    from workbench.suggest.themes import fit_themes

    entries = entries_of(found, learnt.pipeline)
    return fit_themes(learnt.model.space, entries, items_of(found.known, learnt.pipeline))


def _claim(hint: CausalHint, judged: bool | None) -> ClaimView:
    return ClaimView(
        hint.start_char,
        hint.end_char,
        hint.text,
        hint.cue,
        hint.cue_words,
        hint.cue_start_char,
        hint.cue_end_char,
        str(hint.tier),
        hint.precision,
        hint.marks,
        hint.likely,
        None if hint.cause is None else (hint.cause.start_char, hint.cause.end_char),
        None if hint.effect is None else (hint.effect.start_char, hint.effect.end_char),
        hint.cause_before,
        tuple(
            RoleView(str(role.role), role.start_char, role.end_char, role.why, str(role.expectation or ""))
            for role in hint.roles
        ),
        judged,
    )
