"""A problem: what an editor is told to mend, and where."""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: a path relative to the checkout, a line from 1, an imperative sentence, the rule's name."""

    path: str
    line: int
    message: str
    rule: str
    severity: str = ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} ({self.rule})"
