"""Logins at the head of the names of branches: `jroe/fix-login`, `feature/jroe/login`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

_NAME: Final = r"[A-Za-z0-9][\w.#+-]{0,60}"
_BRANCH: Final = rf"(?P<branch>{_NAME}(?:/{_NAME}){{1,4}})"
# What git and its hosts write before the name of a branch.
_PLACE: Final = re.compile(
    r"(?:\b(?:checkout|switch)(?: -[bBcCdt]| --track| --orphan)*|\bOn branch|\bmoving from|(?<=\S) to|"
    r"\bbranch(?: -[dDmMu])?|--(?:head|base|branch)|\bpull request #\d+ from|\bbranches?[:=]|"
    r"\bmerge|\brebase|"
    r"\bpush(?: -[uf]| --[\w-]+)* [\w-]+|\bdelete|\bfrom|"
    r"<{7}|>{7}|\* \[new branch\]\s+[^\s]+\s+->|->)[ =]{1,3}[\"'`]?"
    rf"(?:refs/heads/|(?:remotes/)?origin/)?{_BRANCH}(?=[\"'`]?(?:[\s,;:.)]|$))"
    rf"|(?:refs/heads/|\borigin/){_BRANCH.replace('branch', 'ref')}(?=[\"'`]?(?:[\s,;:.)]|$))"
    rf"|\[{_BRANCH.replace('branch', 'commit')} (?:\(root-commit\) )?[0-9a-f]{{7,12}}\]"
)
# Kinds of work, which stand before the login or in its place.
_KINDS: Final = frozenset(
    (
        *("feat", "feature", "features", "fix", "fixes", "bugfix", "bug", "hotfix", "chore", "docs", "test"),
        *("refactor", "release", "releases", "wip", "exp", "experiment", "spike", "task", "dev", "user"),
        *("users", "u", "private", "personal", "backup", "topic", "review", "story", "improvement", "ci"),
    )
)
_REMOTES: Final = re.compile(r"(?:refs/heads/|remotes/|origin/|upstream/)+")
_SCORE: Final = 0.7
_MEMBERS: Final = frozenset(
    {"gitbranch", "branch", "headrefname", "head_branch", "git_branch", "branch_name"}
)


def branch_owner(branch: str) -> tuple[int, int] | None:
    """Return where the login stands in the name of a branch, None where it has none.

    >>> branch_owner("jroe/fix-login"), branch_owner("feat/jroe/x"), branch_owner("feat/login")
    ((0, 4), (5, 9), None)
    """
    remote = _REMOTES.match(branch)
    start = remote.end() if remote else 0
    parts = branch[start:].split("/")
    if len(parts) > 2 and parts[0].lower() in _KINDS:
        start += len(parts[0]) + 1
        parts = parts[1:]
    login = parts[0]
    if len(parts) < 2 or login.lower() in _KINDS or not login[0].isalpha() or login != login.lower():
        return None
    if not is_login(login) or is_stock_value("USERNAME", login):
        return None
    return start, start + len(login)


@dataclass(frozen=True)
class BranchFinder:
    """Finds the owners of branches in what git and its hosts print and read."""

    id: str = "branch-owner"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = (
        *("checkout ", "switch ", "on branch ", "moving from ", "origin/", "refs/heads/", "pull request #"),
        *(
            "<<<<<<< ",
            ">>>>>>> ",
            "--head ",
            "branch '",
            "branch `",
            "git branch ",
            "git merge ",
            "git push ",
        ),
        *("git rebase ", "branch: ", "[new branch]", "--branch "),
    )
    # After a commit: `[jroe/fix 2679ef8] message`.
    triggers: tuple[str, ...] = (r"\[[a-z][A-Za-z0-9._/-]{2,60} [0-9a-f]{7,12}\]",)
    before: int | None = 80
    after: int = 120

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the owners of the branches named in text[start:end]."""
        # Most windows hold no name of two parts, which is quick to see.
        if text.find("/", start, end) < 0:
            return
        for match in _PLACE.finditer(text, start, end):
            group = match.lastgroup or "branch"
            owner = branch_owner(match[group])
            if owner:
                begin = match.start(group)
                yield Span(begin + owner[0], begin + owner[1], "USERNAME", _SCORE, self.id)


def find_branch_member(key: str, text: str) -> list[Span]:
    """Find the owner in a JSON leaf that is the name of a branch."""
    if key.lower() not in _MEMBERS or not re.fullmatch(_BRANCH, text):
        return []
    owner = branch_owner(text)
    return [Span(*owner, "USERNAME", _SCORE, "branch-owner")] if owner else []
