"""What editors are told about an address, at every place that names it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from handbook.external.records import BAD, GOOD, Record
from handbook.problem import ERROR, WARNING, Problem

# Bad days after which an address is to be replaced
BAD_DAYS = 3


def verdicts(places: dict[str, list[tuple[str, int]]], records: dict[str, Record]) -> Iterator[Problem]:
    """The problems of all addresses: an error for those that were bad on several days, else a warning.

    Args: address → its places, address → its record. Nothing is said of refusals: the summary counts them.
    """
    for url, where in places.items():
        if (known := records.get(url)) and (message := _message(known)):
            severity = ERROR if _lasts(known) else WARNING
            yield from (Problem(path, line, f"{message}: {url}", "external-links", severity) for path, line in where)


def _lasts(known: Record) -> bool:
    return known.state in BAD and len(known.bad_days) >= BAD_DAYS


def _message(known: Record) -> str:
    """The sentence, without the address; empty when there is nothing to tell."""
    if _lasts(known):
        return f"replace this address, it has {known.said} on {len(known.bad_days)} days since {known.bad_days[0]}"
    if known.state in BAD:
        return f"watch this address, it has {known.said} on {len(known.bad_days)} of {BAD_DAYS} days"
    if known.final and _is_front(known.final) and not _is_front(known.url):
        return f"look for this text again, its address now leads to the front page {known.final}"
    if known.final:
        return f"write the new address {known.final}, this one has moved for good"
    if known.state in GOOD and known.said:
        return f"link to another section or to the whole page, it has {known.said}"
    return ""


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
