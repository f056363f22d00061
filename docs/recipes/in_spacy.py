"""The names models as a component of any spaCy pipeline: it adds entities where there are none yet.

https://spacy.io/usage/processing-pipelines#custom-components
"""

import spacy

# Not needed where scrub is installed: it announces the component by an entry point.
import recognizers.names.spacy_pipe  # noqa: F401

nlp = spacy.blank("en")
nlp.add_pipe("scrub_names", config={"level": "fast"})

if __name__ == "__main__":
    doc = nlp("Hi, my name is Ada Lindt and I work as a nurse.")
    print([(entity.text, entity.label_) for entity in doc.ents])

# prints: [('Ada Lindt', 'PERSON')]
