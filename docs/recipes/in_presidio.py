"""Our rules and names in Presidio's analyzer, our stand-ins in its anonymizer.

https://microsoft.github.io/presidio/
"""

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NoOpNlpEngine
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig

from recognizers.presidio import ScrubRecognizer
from scrub.presidio import register_operators

analyzer = AnalyzerEngine(
    registry=RecognizerRegistry(recognizers=[ScrubRecognizer()]),
    nlp_engine=NoOpNlpEngine(models=[{"lang_code": "en", "model_name": "none"}]),
    supported_languages=["en"],
)
anonymizer = AnonymizerEngine()
register_operators(anonymizer)

TEXT = "mara.okafor@quillpost.co.uk wrote to mara.okafor@quillpost.co.uk"

if __name__ == "__main__":
    found = analyzer.analyze(TEXT, language="en")
    stand_ins = OperatorConfig("scrub_hash", {"key": bytes(32), "scope": "chat-7"})
    # Presidio's own hash operator gives two mentions of one person two hashes.
    words = anonymizer.anonymize(TEXT, found, {"DEFAULT": stand_ins}).text.split()
    print(words[0] == words[-1], words[0].startswith("<EMAIL_ADDRESS_"), "mara" in " ".join(words))

# prints: True True False
