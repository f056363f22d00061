"""The names models inside Presidio and spaCy."""

TEXT = "Hi, my name is Ada Lindt and I work as a nurse."


def test_presidio_recognizer_returns_the_types_asked_for() -> None:
    from recognizers.names.presidio import NamesRecognizer

    recognizer = NamesRecognizer(level="fast")
    found = recognizer.analyze(TEXT, ["PERSON"])
    assert [TEXT[each.start : each.end] for each in found] == ["Ada Lindt"]
    assert found[0].recognition_metadata["recognizer_name"] == "NamesRecognizer"
    assert recognizer.analyze(TEXT, ["LOCATION"]) == []


def test_spacy_component_adds_entities() -> None:
    import spacy

    import recognizers.names.spacy_pipe  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("scrub_names", config={"level": "fast"})
    assert [(entity.text, entity.label_) for entity in nlp(TEXT).ents] == [("Ada Lindt", "PERSON")]


def test_spacy_component_leaves_earlier_entities() -> None:
    import spacy

    from recognizers.names.spacy_pipe import NamesComponent

    nlp = spacy.blank("en")
    doc = nlp(TEXT)
    doc.ents = [doc.char_span(15, 18, label="OTHER")]
    assert [entity.label_ for entity in NamesComponent("fast")(doc).ents] == ["OTHER"]
