"""The dictionaries of hunspell, where they are installed, asked through its command.

The command and not a library: it reads the words of a language in about a second, where spylls, its port to Python,
takes 13 seconds for the Arabic dictionary alone (measured), and pyenchant and chunspell bring no more than it does.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable

# Each language's dictionaries, the one we write after first
NAMES = {
    "en": ("en_GB", "en_US"),
    "fr": ("fr", "fr_FR", "fr_FR@classic"),
    "es": ("es_ES", "es", "es_MX"),
    "ar": ("ar",),
}
COMMAND = "hunspell"


def installed() -> dict[str, str]:
    """The dictionary to use for each language that has one; empty without hunspell."""
    if not shutil.which(COMMAND):
        return {}
    listed = subprocess.run([COMMAND, "-D"], stdin=subprocess.DEVNULL, capture_output=True).stderr.decode("utf-8", "replace")
    there = {re.split(r"[/\\]", line.strip())[-1] for line in listed.splitlines()}
    found = {locale: next((name for name in names if name in there), "") for locale, names in NAMES.items()}
    return {locale: name for locale, name in found.items() if name}


def unknown(words: Iterable[str], dictionary: str) -> set[str]:
    """The words that a dictionary does not know. Raises OSError when the command fails."""
    asked = "\n".join(sorted(words)).encode()
    done = subprocess.run([COMMAND, "-l", "-i", "utf-8", "-d", dictionary], input=asked, capture_output=True)
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip())
    return set(done.stdout.decode("utf-8", "replace").split())
