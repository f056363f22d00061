"""The stages, composed: detect, link, rewrite, verify; everything else is a thin caller of this."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from typing import Any

from scrub.choices import OperatorChoice, Scope
from scrub.data import Finding, Record, Scrubbed, ScrubbedRecord, ScrubbedText
from scrub.detect import Detector
from scrub.errors import ScrubError, VerifyError, contained
from scrub.facts.native import parsed, read_native
from scrub.formats.format import Format
from scrub.formats.record import Broken
from scrub.formats.text import TextRecord
from scrub.keys import long_enough, random_key
from scrub.known import Known
from scrub.ledger import Keyed
from scrub.link.cast import Cast
from scrub.link.directory import Directory
from scrub.link.links import Links
from scrub.link.mentions import Known as Mentioned
from scrub.operators import keyed_hash, operator_of, placeholder
from scrub.policy import Policy
from scrub.redaction import Redaction
from scrub.scopes import names_scope, scope_name
from scrub.seals import Seals
from scrub.search import Read, Search, mentions_in
from scrub.standins import StandIns
from scrub.surrogates.ours import is_ours
from scrub.verify import Survivors


class Scrubber:
    """Removes people and secrets from texts and conversations; picklable, one a process.

    >>> Scrubber(Policy.load(), key=bytes(32)).scrub_text("call me").text
    'call me'
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        key: bytes | None = None,
        style: str | None = None,
        keeps_undo: bool = False,
        known: Known | None = None,
        seals: Seals | None = None,
    ) -> None:
        """Take a policy (`default` unless given), and a key of at least 32 bytes.

        The same key makes the same stand-ins; without one, nobody can make them again. `style` replaces
        the operators of the policy: `surrogate`, `placeholder`, `mask`, `hash` or `remove`. `keeps_undo`
        has records say what stood in place of every stand-in, for a vault.

        What is `known` beforehand, of the policy's types, is looked for everywhere. A conversation of which
        `seals` say that all its records were written by an earlier pass comes out as it is.
        """
        self._seals = seals
        self.policy = policy or Policy.load()
        self._key = random_key() if key is None else long_enough(key)
        self._style = style
        self._keeps_undo = keeps_undo
        self._known = (known or Known()).of_types(self.policy.types)
        self._search = Search(
            Detector(self.policy, self._known.values),
            Directory(self._known.people),
            is_ours=partial(is_ours, key=self._key),
        )
        choices = {
            name: OperatorChoice(style) if style else self.policy.operator_for(name)
            for name in self.policy.types
        }
        self._operators = {name: operator_of(choice) for name, choice in choices.items()}
        self._kept = {name for name, choice in choices.items() if choice.name == "keep"}
        self._is_wide = self.policy.scope is not Scope.CONVERSATION
        self._has_surrogates = any(choice.name == "surrogate" for choice in choices.values())
        # Numbers would depend on the order of the inputs.
        self._name_operators = {
            name: keyed_hash if operator is placeholder else operator
            for name, operator in self._operators.items()
        }

    def __reduce__(self) -> Any:
        return _rebuilt, (self.policy, self._key, self._style, self._keeps_undo, self._known, self._seals)

    def __repr__(self) -> str:
        return f"Scrubber(policy={self.policy.name!r}, fingerprint={self.policy.fingerprint!r})"

    @property
    def largest(self) -> int:
        """How many bytes a conversation may have."""
        return self.policy.conversation_bytes

    def scope_of(self, first: Record, account: Callable[[], str | None]) -> str:
        """Return the name of a conversation's scope; MissingAccountError without the account it needs."""
        scope = self.policy.scope
        return scope_name(scope, first, account() if scope is Scope.ACCOUNT else None)

    def owner(self, form: Format, group: Sequence[Record | Broken]) -> str | None:
        """Return the keyed name of the account that a conversation itself says it is of."""
        known = (piece for piece in group if not isinstance(piece, Broken))
        account = read_native(form.name, parsed(known)).facts.account_id
        return Keyed(self._key).account(account) if isinstance(account, str) else None

    def scrub_text(self, text: str, *, scope: str = "") -> ScrubbedText:
        """Return a text without what the policy wants redacted; ScrubError where that fails."""
        scrubbed = self.scrub_conversation([TextRecord(text.encode("utf-8", "surrogatepass"))], scope=scope)
        record = scrubbed.records[0]
        if record.withheld is not None:
            raise VerifyError(record.withheld)
        return ScrubbedText(record.payload.decode("utf-8", "surrogatepass"), record.findings)

    def find_conversation(
        self, records: Sequence[Record], *, names: Sequence[str] = ()
    ) -> Iterator[Sequence[Finding] | str]:
        """Return for each record what would be redacted, or why it would be withheld."""
        return self._search.find_conversation(records, names=names)

    def scrub_conversation(
        self,
        records: Sequence[Record],
        *,
        scope: str = "",
        names: Sequence[str] = (),
        own_names: Collection[str] = (),
    ) -> Scrubbed:
        """Return the records of one conversation, each redacted or withheld with a reason.

        `scope` names within what one identity keeps one stand-in under one key; conversations of
        different scopes get different ones. `names` are path components, searched and scrubbed alike;
        those of `own_names` are of this conversation alone and get its stand-ins.
        """
        if self._seals is not None and records and self._seals.knows(record.data for record in records):
            as_is = [ScrubbedRecord(record.row, record.rewrite({}), None, (), 0) for record in records]
            return Scrubbed(as_is, self.scrub_names(names))
        found = self._search.conversation(records, names)
        survivors = Survivors(
            (pair for pair in found.values if pair[0] not in self._kept), self._known_beforehand
        )
        own = [name in own_names for name in names]
        reads = [*found.reads, *(read for read, is_own in zip(found.names, own, strict=True) if is_own)]
        redaction = Redaction(
            self._stand_ins(reads, survivors, scope), survivors, self._kept, keeps_undo=self._keeps_undo
        )
        scrubbed = [redaction.of_record(read, at) for at, read in enumerate(reads)]
        of_names = iter(scrubbed[len(found.reads) :])
        return Scrubbed(
            scrubbed[: len(found.reads)],
            tuple(
                _written_name(next(of_names)) if is_own else self._scrub_name(read, name)
                for name, read, is_own in zip(names, found.names, own, strict=True)
            ),
        )

    @cached_property
    def _known_beforehand(self) -> Survivors | None:
        """What is known beforehand, none of which may be left anywhere, found or not."""
        listed = {**self.policy.deny, **self._known.values}
        told = [*self._known.people, *((entity_type, value) for value, entity_type in listed.items())]
        known = [pair for pair in told if pair[0] in self.policy.types and pair[0] not in self._kept]
        return Survivors(known) if known else None

    def scrub_names(self, names: Sequence[str]) -> Sequence[str]:
        """Return path components scrubbed by themselves, the same whatever conversations they lead to."""
        searched = self._search.conversation((), names).names
        return [self._scrub_name(read, name) for name, read in zip(names, searched, strict=True)]

    def _stand_ins(self, reads: Iterable[Read], survivors: Survivors, scope: str) -> StandIns:
        """Group what was found into identities, and choose what stands in for each."""
        mentions: list[Mentioned] = []
        for at, read in enumerate(reads):
            try:
                with contained():
                    mentions += mentions_in(at, read)
            except ScrubError as error:
                read.withheld = str(error)
        links = Links(mentions) if mentions else _no_links()
        cast = None
        if self._has_surrogates and mentions:
            identified = (
                (kind, value, links.identity(kind, value, place, start))
                for kind, value, place, start, *_ in mentions
            )
            cast = Cast(links, identified, self._key, scope, is_wide=self._is_wide)
        return StandIns(
            self._operators, self._key, scope, survivors, links=links, cast=cast, is_wide=self._is_wide
        )

    def _scrub_name(self, read: Read, name: str) -> str:
        if self._seals is not None and self._seals.knows_name(name):
            return name
        nothing = Survivors(())
        scope = names_scope(self.policy.scope)
        stand_ins = StandIns(self._name_operators, self._key, scope, nothing)
        return _written_name(Redaction(stand_ins, nothing, self._kept).of_record(read))


@cache
def _no_links() -> Links:
    """Return the links of nobody, for the many records in which nothing is found."""
    return Links(())


def _written_name(scrubbed: ScrubbedRecord) -> str:
    if scrubbed.withheld is not None:
        raise VerifyError(f"a file name cannot be scrubbed: {scrubbed.withheld}")
    return str(scrubbed.payload.decode("utf-8", "surrogateescape"))


def _rebuilt(
    policy: Policy, key: bytes, style: str | None, keeps_undo: bool, known: Known, seals: Seals | None
) -> Scrubber:
    return Scrubber(policy, key=key, style=style, keeps_undo=keeps_undo, known=known, seals=seals)
