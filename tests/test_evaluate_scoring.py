"""Scoring of one text: hand-counted cases, and a slow second way of counting on random ones."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.entities import Family
from scrub.evaluate import counts as counts_module
from scrub.evaluate import scoring
from scrub.evaluate.counts import Counts, Linking, add_up, linking, tally
from scrub.evaluate.labelled import Finding, Label, LabelledText, Standing, family
from scrub.evaluate.scoring import Mention, Verdict, judge
from tests.counted import counted

SCORED, OPTIONAL, DOUBTFUL, NOT_SECRET = Standing

#       0         1         2         3         4
#       0123456789012345678901234567890123456789012345678
TEXT = "Ask Jane Roe (jroe) at +1 555 0100, pw: hunter22!"
PERSON = Label(4, 12, "PERSON")
LOGIN = Label(14, 18, "USERNAME")
PHONE = Label(23, 34, "PHONE_NUMBER")
WORD = Label(40, 48, "PASSWORD")
ALL = (PERSON, LOGIN, PHONE, WORD)


def counts(text: LabelledText, *findings: Finding) -> Counts:
    return sum(tally(text, judge(text, findings)).values(), Counts())


def text_with(*labels: Label, text: str = TEXT, **members: object) -> LabelledText:
    return LabelledText("a.txt", 0, "", text, labels, **members)  # type: ignore[arg-type]


def other(start: int, end: int, standing: Standing) -> Label:
    return Label(start, end, "SECRET", standing)


FREE = len(TEXT) - 8 - 4 - 11 - 8


@pytest.mark.parametrize(
    ("labels", "findings", "expected"),
    [
        pytest.param(ALL, [], Counts(mentions=4, unlabelled=FREE), id="nothing found"),
        pytest.param(
            ALL,
            [(4, 12, "PERSON"), (14, 18, "USERNAME"), (23, 34, "PHONE_NUMBER"), (40, 48, "PASSWORD")],
            Counts(mentions=4, found=4, typed=4, right=4, unlabelled=FREE),
            id="every label found exactly",
        ),
        pytest.param(
            ALL,
            [(0, len(TEXT), "PERSON")],
            Counts(mentions=4, found=4, typed=1, wrong=1, over_redacted=FREE, unlabelled=FREE),
            id="everything redacted",
        ),
        pytest.param(
            (PERSON,),
            [(4, 8, "PERSON"), (9, 12, "PERSON")],
            Counts(mentions=1, found=1, typed=1, right=2, unlabelled=len(TEXT) - 8),
            id="the space between the parts of a name may stay",
        ),
        pytest.param(
            (PERSON,),
            [(4, 8, "PERSON"), (8, 12, "PERSON")],
            Counts(mentions=1, found=1, typed=1, right=1, unlabelled=len(TEXT) - 8),
            id="findings that touch count once",
        ),
        pytest.param(
            (PERSON,),
            [(4, 11, "PERSON")],
            Counts(mentions=1, partial=1, right=1, unlabelled=len(TEXT) - 8),
            id="one letter left is a leak",
        ),
        pytest.param(
            (PHONE,),
            [(24, 34, "CREDIT_CARD")],
            Counts(mentions=1, found=1, right=1, unlabelled=len(TEXT) - 11),
            id="a sign may stay, and any type covers",
        ),
        pytest.param(
            (PERSON,),
            [(2, 12, "PERSON")],
            Counts(mentions=1, found=1, typed=1, right=1, over_redacted=2, unlabelled=len(TEXT) - 8),
            id="one letter and a space beyond",
        ),
        pytest.param(
            (PERSON,),
            [(1, 12, "PERSON")],
            Counts(mentions=1, found=1, typed=1, right=1, over_redacted=3, unlabelled=len(TEXT) - 8),
            id="two letters beyond are right",
        ),
        pytest.param(
            (PERSON,),
            [(0, 12, "PERSON")],
            Counts(mentions=1, found=1, typed=1, wrong=1, over_redacted=4, unlabelled=len(TEXT) - 8),
            id="three letters beyond are wrong",
        ),
        pytest.param(
            (PERSON,),
            [(35, 36, "PERSON")],
            Counts(mentions=1, wrong=1, over_redacted=1, unlabelled=len(TEXT) - 8),
            id="a finding without a letter still wants a label",
        ),
        pytest.param(
            (PERSON, LOGIN),
            [(4, 18, "PERSON")],
            Counts(mentions=2, found=2, typed=1, right=1, over_redacted=2, unlabelled=len(TEXT) - 12),
            id="one finding over two labels is measured by their union",
        ),
        pytest.param(
            (WORD,),
            [(40, 48, "API_KEY")],
            Counts(mentions=1, found=1, typed=1, right=1, unlabelled=len(TEXT) - 8),
            id="secrets are one type",
        ),
        pytest.param(
            (PERSON,),
            [(4, 12, "PERSON"), (4, 6, "USERNAME")],
            Counts(mentions=1, found=1, typed=1, right=1, unlabelled=len(TEXT) - 8),
            id="the type that covers most decides",
        ),
        pytest.param(
            (Label(4, 12, "PERSON", OPTIONAL),),
            [],
            Counts(unlabelled=len(TEXT) - 8),
            id="an optional label left is no miss",
        ),
        pytest.param(
            (Label(4, 12, "PERSON", OPTIONAL),),
            [(4, 12, "PERSON")],
            Counts(right=1, unlabelled=len(TEXT) - 8),
            id="an optional label found is right, as the guideline says",
        ),
        pytest.param(
            (other(40, 48, DOUBTFUL),),
            [(40, 48, "API_KEY")],
            Counts(open=1, unlabelled=len(TEXT) - 8),
            id="a doubtful place is neither right nor wrong",
        ),
        pytest.param(
            (other(40, 48, DOUBTFUL),),
            [(23, 48, "API_KEY")],
            Counts(wrong=1, over_redacted=17, unlabelled=len(TEXT) - 8),
            id="a doubtful place excuses no more than itself",
        ),
        pytest.param(
            (other(36, 49, NOT_SECRET),),
            [(40, 48, "API_KEY")],
            Counts(non_secrets=1, false_alarms=1, over_redacted=8, unlabelled=len(TEXT)),
            id="a false alarm on what is no secret is counted apart",
        ),
        pytest.param(
            (other(0, 49, NOT_SECRET),),
            [(4, 12, "PERSON")],
            Counts(non_secrets=1, wrong=1, over_redacted=8, unlabelled=len(TEXT)),
            id="what is no secret says nothing about persons",
        ),
        pytest.param(
            (other(0, 49, NOT_SECRET), WORD),
            [(40, 48, "PASSWORD")],
            Counts(mentions=1, found=1, typed=1, right=1, non_secrets=1, unlabelled=len(TEXT) - 8),
            id="a secret within a line that is none",
        ),
    ],
)
def test_counts_by_hand(
    labels: tuple[Label, ...], findings: list[tuple[int, int, str]], expected: Counts
) -> None:
    assert counts(text_with(*labels), *(Finding(*one) for one in findings)) == expected


def test_a_mention_without_letters_counts_by_all_its_characters() -> None:
    text = text_with(Label(4, 7, "PASSWORD"), text="pw: *!# ok")
    assert counts(text, Finding(4, 6, "PASSWORD")).partial == 1
    assert counts(text, Finding(4, 7, "PASSWORD")).found == 1


@pytest.mark.parametrize(
    ("exhaustive", "recallable", "expected"),
    [
        pytest.param(
            {"PERSON"}, {"PERSON"}, Counts(1, 1, typed=1, right=1, unlabelled=37), id="persons only"
        ),
        pytest.param(set(), {"USERNAME"}, Counts(1, 1, typed=0), id="recall only"),
        pytest.param({"DATE"}, set(), Counts(wrong=1, over_redacted=4, unlabelled=37), id="no recall"),
    ],
)
def test_documents_restrict_types(exhaustive: set[str], recallable: set[str], expected: Counts) -> None:
    text = text_with(PERSON, LOGIN, exhaustive=frozenset(exhaustive), recallable=frozenset(recallable))
    findings = Finding(4, 12, "PERSON"), Finding(14, 18, "DATE"), Finding(23, 27, "DATE")
    found = counts(text, *findings)
    if exhaustive == {"DATE"}:
        expected = expected + Counts(right=1)
    assert found == expected


MENTIONS = [
    Label(0, 1, "PERSON", entity="p1"),
    Label(2, 3, "PERSON", entity="p1"),
    Label(4, 5, "PERSON", entity="p1"),
    Label(6, 7, "USERNAME", entity="p1"),
    Label(8, 9, "PERSON", entity="p2"),
    Label(10, 11, "EMAIL_ADDRESS", entity="p1#base64"),
]


@pytest.mark.parametrize(
    ("stand_ins", "expected"),
    [
        pytest.param("AAABCD", Linking(3, 3, 1, 0), id="consistent"),
        pytest.param("AAXBCD", Linking(3, 1, 1, 0), id="one mention strays"),
        pytest.param("AAABAD", Linking(3, 3, 1, 1), id="two entities share one"),
        pytest.param("AAABCA", Linking(3, 3, 1, 0), id="an encoded form may share"),
        pytest.param("AA-BCD", Linking(1, 1, 1, 0), id="a missed mention is no pair"),
    ],
)
def test_consistency(stand_ins: str, expected: Linking) -> None:
    findings = [
        Finding(label.start, label.end, label.entity_type, replacement=name, identity=name)
        for label, name in zip(MENTIONS, stand_ins, strict=True)
        if name != "-"
    ]
    judged = judge(text_with(*MENTIONS, text="a b c d e f"), findings)
    assert linking(judged.mentions) == expected
    assert linking(judged.mentions, by_identity=True) == expected


def test_a_label_within_another_is_compared_by_what_stands_in_it_alone() -> None:
    labels = (Label(4, 18, "PERSON"), Label(4, 8, "PERSON"))
    findings = [Finding(4, 8, "PERSON", "A", "1"), Finding(9, 18, "PERSON", "B", "2")]
    outer, inner = judge(text_with(*labels), findings).mentions
    assert (outer.replacement, inner.replacement) == (("A", "B"), ("A",))
    assert (outer.identity, inner.identity) == (("1", "2"), ("1",))


def test_labels_and_findings_in_each_other_are_not_gone_through_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unions: list[object] = []
    monkeypatch.setattr(scoring, "union", counted(scoring.union, unions))
    labels = [Label(at, 600 - at, "PERSON") for at in range(300)]
    findings = [Finding(label.start, label.end, "PERSON", "A", "1") for label in labels]
    judged = judge(text_with(*labels, text="a" * 600), findings)
    assert (len(judged.mentions), all(each.typed for each in judged.mentions)) == (300, True)
    assert len(unions) < 10
    # What stands in a place where findings are very many is not told.
    assert {each.replacement for each in judged.mentions} == {None}


# A second way of counting: sets of positions, no intervals, no order, nothing shared with the first.


def naive(text: LabelledText, findings: list[Finding]) -> Counts:
    def span(one: Finding | Label) -> set[int]:
        return set(range(one.start, one.end))

    def letters(places: set[int]) -> set[int]:
        return {at for at in places if text.text[at].isalnum()}

    def secret(one: Finding) -> bool:
        return family(one.entity_type) is Family.SECRET

    def positions(*standings: Standing) -> set[int]:
        return {at for label in text.labels if label.standing in standings for at in span(label)}

    certain, labelled = positions(SCORED, OPTIONAL), positions(SCORED, OPTIONAL, DOUBTFUL)
    covered = {at for one in findings for at in span(one)}
    judged = [one for one in findings if text.exhaustive is None or one.entity_type in text.exhaustive]
    alarming = [one for one in findings if secret(one) and not span(one) & labelled]

    mentions = found = partial = typed = 0
    for label in text.labels:
        wanted = letters(span(label)) or span(label)
        if label.standing is not SCORED:
            continue
        if text.recallable is not None and label.entity_type not in text.recallable:
            continue
        mentions += 1
        if wanted <= covered:
            found += 1
            by_type: dict[str, set[int]] = {}
            for one in findings:
                group = "a secret" if secret(one) else one.entity_type
                by_type.setdefault(group, set()).update(span(one) & wanted)
            mine = "a secret" if family(label.entity_type) is Family.SECRET else label.entity_type
            typed += len(by_type.get(mine, ())) == max(map(len, by_type.values()))
        elif wanted & covered:
            partial += 1

    # Grow pieces until nothing touches: quadratic and simple.
    pieces = [({one}, span(one)) for one in judged]
    merged = True
    while merged:
        merged = False
        for first in pieces:
            for second in pieces:
                reach = {at + by for at in first[1] for by in (-1, 0, 1)}
                if first is not second and reach & second[1]:
                    pieces.remove(first)
                    pieces.remove(second)
                    pieces.append((first[0] | second[0], first[1] | second[1]))
                    merged = True
                    break
            if merged:
                break
    right = wrong = open_ = 0
    for members, places in pieces:
        if len(letters(places - labelled)) <= 2 and places & labelled:
            right += bool(places & certain)
            open_ += not places & certain
        else:
            alarm = any(one in alarming and span(one) & positions(NOT_SECRET) for one in members)
            wrong += bool(places & labelled) or not alarm
    no_secrets = [label for label in text.labels if label.standing is NOT_SECRET]
    nowhere = text.exhaustive is not None and not text.exhaustive
    return Counts(
        mentions=mentions,
        found=found,
        partial=partial,
        typed=typed,
        right=right,
        wrong=wrong,
        open=open_,
        non_secrets=len(no_secrets),
        false_alarms=sum(any(span(label) & span(one) for one in alarming) for label in no_secrets),
        over_redacted=len({at for one in judged for at in span(one)} - labelled),
        unlabelled=0 if nowhere else len(set(range(len(text.text))) - labelled),
    )


TYPES = ("PERSON", "USERNAME", "PASSWORD", "API_KEY", "DATE")


@st.composite
def labelled_texts(draw: st.DrawFn) -> LabelledText:
    text = draw(st.text(alphabet="aB1é. -", min_size=1, max_size=24))
    labels: list[Label] = []
    at = 0
    while at < len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 8)))
        standing = draw(st.sampled_from([SCORED, SCORED, OPTIONAL, DOUBTFUL]))
        labels.append(Label(start, end, draw(st.sampled_from(TYPES)), standing))
        at = end
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text) - 1))
        labels.append(
            other(
                start, draw(st.integers(start + 1, len(text))), draw(st.sampled_from([NOT_SECRET, DOUBTFUL]))
            )
        )
    types = st.none() | st.frozensets(st.sampled_from(TYPES))
    return LabelledText(
        "a.txt",
        0,
        "",
        text,
        tuple(sorted(labels, key=lambda label: (label.start, label.end))),
        exhaustive=draw(types),
        recallable=draw(types),
    )


@st.composite
def scored_texts(draw: st.DrawFn) -> tuple[LabelledText, list[Finding]]:
    text = draw(labelled_texts())
    places = st.integers(0, len(text.text) - 1)
    starts = draw(st.lists(places, max_size=6))
    findings = [
        Finding(start, draw(st.integers(start + 1, len(text.text))), draw(st.sampled_from(TYPES)))
        for start in starts
    ]
    return text, findings


@settings(max_examples=400, deadline=None)
@given(scored_texts())
def test_two_ways_of_counting_agree(sample: tuple[LabelledText, list[Finding]]) -> None:
    text, findings = sample
    assert counts(text, *findings) == naive(text, findings)


@settings(deadline=None)
@given(scored_texts())
def test_order_of_findings_does_not_matter(sample: tuple[LabelledText, list[Finding]]) -> None:
    text, findings = sample
    assert judge(text, findings) == judge(text, findings[::-1])


@settings(deadline=None)
@given(st.lists(scored_texts(), max_size=4), st.integers(0, 4))
def test_parts_add_up(samples: list[tuple[LabelledText, list[Finding]]], cut: int) -> None:
    tallies = [tally(text, judge(text, findings)) for text, findings in samples]
    assert add_up(tallies) == add_up([add_up(tallies[:cut]), add_up(tallies[cut:])])


@settings(deadline=None)
@given(labelled_texts())
def test_labels_as_findings_are_perfect(text: LabelledText) -> None:
    marked = [label for label in text.labels if label.standing in (SCORED, OPTIONAL)]
    total = counts(text, *(Finding(label.start, label.end, label.entity_type) for label in marked))
    assert (total.found, total.wrong, total.over_redacted) == (total.mentions, 0, 0)


def test_no_verdict_holds_text() -> None:
    judged = judge(text_with(*ALL), [Finding(4, 12, "PERSON", replacement="Ada")])
    assert judged.pieces[0].verdict is Verdict.RIGHT
    assert "Jane" not in repr(judged)
    assert "Ada" not in repr(judged)
    assert "Jane" not in repr(text_with(*ALL))


def _mention(entity: str, stand_in: str) -> Mention:
    label = Label(0, 1, "PERSON", entity=entity)
    return Mention(label, found=True, partial=False, typed=True, replacement=(stand_in,))


@given(st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("UVWXYZ"))))
def test_pairs_of_entities_with_a_stand_in_in_common_are_counted_once(held: set[tuple[str, str]]) -> None:
    pairs = {(one, other) for one, shared in held for other, too in held if one < other and shared == too}
    assert linking([_mention(*each) for each in sorted(held)]).different_shared == len(pairs)


def test_entities_that_share_one_placeholder_are_not_compared_pair_by_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paired: list[object] = []

    def count(items: Iterable[object], size: int) -> Iterator[tuple[object, ...]]:
        for pair in combinations(items, size):
            paired.append(pair)
            yield pair

    monkeypatch.setattr(counts_module, "combinations", count)
    many = [
        _mention(f"p{number}", stand_in) for number in range(400) for stand_in in ("<PERSON>", f"P{number}")
    ]
    assert linking(many).different_shared == 400 * 399 // 2
    assert len(paired) < 400
