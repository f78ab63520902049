"""The options of `handbook links`, apart from it: the command line names them without importing what asks the web."""

import argparse
from pathlib import Path

# Requests to one host in one run, redirects and repetitions counted
PER_HOST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give a parser the options."""

    def option(name: str, text: str, **more) -> None:
        parser.add_argument(name, help=text, **more)

    option("--cache", "what earlier runs heard; keep it between runs (default %(default)s)",
           type=Path, default=Path(".cache/links.jsonl"), metavar="FILE")
    option("--per-host", "requests to one host in one run (default %(default)s)",
           type=_count, default=PER_HOST, metavar="N")
    option("--limit", "addresses in one run, those that waited longest first (default: all that are due)",
           type=_count, metavar="N")
    option("--max-age", "how long a good answer holds, and up to 7 days more (default %(default)s)",
           type=_count, default=30, metavar="DAYS")
    option("--format", "(default %(default)s)", choices=("text", "json", "github"), default="text")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"write a whole number from 1, not {text}")
    return int(text)
