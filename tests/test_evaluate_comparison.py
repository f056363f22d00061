"""What moved between two evaluations, thresholds, and how both are shown."""

import io

import pytest
from rich.console import Console
from rich.table import Table

from scrub.evaluate import CorpusError, Evaluation, compare, fail_under, parse_threshold
from scrub.evaluate.counts import Cell, ConversationScore, Counts
from scrub.evaluate.render import changes_table, tables


def evaluation(found: list[int], *, wrong: int = 0, name: str = "c") -> Evaluation:
    """Ten passwords a conversation of which some are found, and one place that is found always."""
    return Evaluation(
        "corpus",
        tuple(
            ConversationScore(
                f"{name}{number}",
                {
                    Cell("PASSWORD", "en", "chat", "prose", "s"): Counts(10, count, typed=count, right=count),
                    Cell("LOCATION", "en", "chat", "code", "s"): Counts(1, 1, right=1, wrong=wrong),
                    Cell("", "en", "chat", "prose", "s"): Counts(over_redacted=wrong, unlabelled=100),
                },
            )
            for number, count in enumerate(found)
        ),
    )


def test_compare_shows_what_moved() -> None:
    changes = {
        (one.measure, one.group): one for one in compare(evaluation([5] * 40), evaluation([6] * 40, wrong=1))
    }
    recall = changes["recall", "type:PASSWORD"]
    assert (recall.difference.old, recall.difference.new, recall.better) == (0.5, 0.6, True)
    assert recall.difference.significant
    assert changes["precision", "family:quasi"].better is False
    assert changes["over_redaction", ""].better is False
    assert changes["over_redaction", ""].difference.new == 100
    assert ("recall", "family:quasi") not in changes


def test_compare_of_equals_is_empty() -> None:
    assert compare(evaluation([5, 6]), evaluation([5, 6])) == []


def test_compare_wants_one_corpus() -> None:
    with pytest.raises(CorpusError, match="2 only in the old one, 3 only in the new one"):
        compare(evaluation([1, 1]), evaluation([1, 1, 1], name="d"))


def test_compare_wants_names_that_differ() -> None:
    with pytest.raises(CorpusError, match="have the same name"):
        compare(evaluation([1]) + evaluation([1]), evaluation([1]))


@pytest.mark.parametrize(
    ("threshold", "failure"),
    [
        pytest.param("recall.secret=0.5", None, id="reached exactly"),
        pytest.param("recall.secret=0.51", "recall.secret is 0.5000, under 0.51", id="missed"),
        pytest.param("recall.PASSWORD=0.9", "recall.PASSWORD is 0.5000, under 0.9", id="by type"),
        pytest.param("recall.kind:code=1", None, id="by kind"),
        pytest.param("leak_free=0.1", "leak_free is 0.0000, under 0.1", id="overall"),
        pytest.param("recall.direct=0.1", "recall.direct: nothing in the corpus", id="nothing measured"),
    ],
)
def test_fail_under(threshold: str, failure: str | None) -> None:
    failures = fail_under(evaluation([5, 5]), [threshold])
    assert len(failures) == (failure is not None)
    assert failure is None or failures[0].startswith(failure)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("recall", "no threshold", id="no number"),
        pytest.param("recall=all", "no threshold", id="a word"),
        pytest.param("recall=97", "no threshold", id="per cent"),
        pytest.param("recall=nan", "no threshold", id="not a number"),
        pytest.param("recal=0.9", "known: recall, leak_free", id="unknown measure"),
        pytest.param("recall.sekret=0.9", "unknown group 'sekret'", id="unknown group"),
        pytest.param("over_redaction=0.9", "better when it is lower", id="lower is better"),
    ],
)
def test_thresholds_that_make_no_sense(text: str, message: str) -> None:
    with pytest.raises(CorpusError) as error:
        parse_threshold(text)
    assert message in str(error.value)


@pytest.mark.parametrize(("name", "group"), [("over_redaction", "secret"), ("consistency", "language:en")])
def test_a_measure_has_only_some_groups(name: str, group: str) -> None:
    with pytest.raises(CorpusError, match="is not measured by"):
        evaluation([1]).figure(name, group)


def shown(shown_tables: list[Table]) -> str:
    out = io.StringIO()
    console = Console(file=out, width=200)
    for table in shown_tables:
        console.print(table)
    return out.getvalue()


def test_tables_show_every_breakdown_with_more_than_one_value() -> None:
    text = shown(tables(evaluation([5, 10])))
    assert "0.7727" in text  # 17 of 22 mentions
    assert "17/22" in text
    assert "by kind" in text
    assert "by language" not in text


def test_changes_are_shown_with_their_doubt() -> None:
    sure = shown([changes_table(compare(evaluation([5] * 40), evaluation([6] * 40)))])
    unsure = shown([changes_table(compare(evaluation([5] * 40), evaluation([5] * 39 + [6])))])
    assert "better" in sure
    assert "may be chance" not in sure
    assert "may be chance" in unsure
