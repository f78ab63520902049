"""A problem: what an editor is told to mend, and where."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

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


def today() -> date:
    """The day that checks and builds take for today: of SOURCE_DATE_EPOCH (seconds since 1970) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else date.today()
