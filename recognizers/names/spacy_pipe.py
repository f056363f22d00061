"""The names models as a component of any spaCy pipeline; `nlp.add_pipe("scrub_names")` finds it here.

https://spacy.io/usage/processing-pipelines#custom-components
"""

from typing import TYPE_CHECKING, Any, Final

from recognizers.names.finder import Level, find_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME: Final = "scrub_names"


class NamesComponent:
    """Writes the names of a document into its entities; where those that are there overlap, they stay."""

    def __init__(self, level: Level = "accurate", threshold: float = 0.5) -> None:
        self._level: Level = level
        self._threshold = threshold

    def __call__(self, doc: "Doc") -> "Doc":
        """Add the document's names to `doc.ents`, widened to whole tokens."""
        from spacy.util import filter_spans

        found = []
        for span in find_names(doc.text, self._level):
            if span.score >= self._threshold:
                piece = doc.char_span(span.start, span.end, label=span.entity_type, alignment_mode="expand")
                if piece is not None:
                    found.append(piece)
        taken = {token.i for entity in doc.ents for token in entity}
        free = [span for span in found if not taken & set(range(span.start, span.end))]
        doc.ents = (*doc.ents, *filter_spans(free))
        return doc


def make_component(nlp: Any, name: str, level: Level, threshold: float) -> NamesComponent:
    """Return the component, as spaCy asks for it; before 3.8.12 it cannot read the name of its own type."""
    del nlp, name
    return NamesComponent(level, threshold)


def register() -> None:
    """Make the component known to spaCy by its name."""
    from spacy.language import Language

    defaults: dict[str, Any] = {"level": "accurate", "threshold": 0.5}
    Language.factory(NAME, default_config=defaults, func=make_component)


register()
