"""Markdown that was not understood and stands on the built page as it was typed."""

import re
from collections.abc import Iterator

# Signs of Markdown left in a text, and what to say
RESIDUES = (
    (re.compile(r"(?<![\w)\]])\[[^\[\]\n]+\]\[[^\[\]\n]*\]|^\]\[[^\[\]\n]*\]"), "define the reference of {}: it stands here as it was typed"),
    (re.compile(r"\]\((?=[^)\s]*[./#:])[^)\n]*\)?"), "mend the link {}: it stands here as it was typed"),
    (re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]*(?:\*\*)?|[^\s*]+\*\*(?![*\w])"), "mend the emphasis {}: its signs stand here as they were typed"),
    (re.compile(r"\[\^[\w.-]+\](?!\w)"), "write the footnote {}: its mark stands here as it was typed"),
    (re.compile(r"\{:?\s*[#.][A-Za-z][\w-]*(?:\s[^{}\n]*)?\}"), "put {} where it belongs: it stands here as it was typed"),
    (re.compile(r"^\s*#{2,6}\s\S[^\n]*"), "put an empty line before the heading {}: it stands here as it was typed"),
    (re.compile(r"^\s*(?:!!!|\?\?\?\+?)\s+[\w-]+"), "mend the admonition {}: it stands here as it was typed"),
    (re.compile(r"```+\w*"), "close or indent the code block {}: its signs stand here as they were typed"),
    (re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|--8<--"), "take out {}: nothing fills it in"),
    (re.compile(r"&lt;/?(?:div|span|br|strong|em|img|sup|sub|p|table)\b[^\n]{0,30}"), "mend the HTML {}: it stands here as it was typed"),
)
# One of these stands in a text that has any of the signs; looking for them first is what makes this fast
HINTS = ("**", "](", "][", "[^", "{#", "{ #", "{:", "{.", "{ .", "##", "!!!", "???", "```", "{{", "{%", "--8<--", "&lt;")
HINT = re.compile("|".join(map(re.escape, HINTS)))
# Elements whose text is meant as it stands
LITERAL = re.compile(r"<(/?)(?:code|pre|kbd|samp|var|script|style|textarea|math)\b", re.I)


def residue(parts: list[str]) -> Iterator[tuple[int, int, str]]:
    """What is left of Markdown in the texts of a page: in which part, how many lines below its beginning, what to do.

    Args: the page cut at its tags, so that texts stand at even places.
    """
    text = "".join(parts[::2])
    if not any(hint in text for hint in HINTS):  # in a long text several times as fast as one pattern
        return
    depth = 0
    for at, part in enumerate(parts):
        if at % 2:
            if found := LITERAL.match(part):
                depth = max(0, depth - 1 if found[1] else depth + (not part.endswith(("/>", "</script>", "</style>", "</textarea>"))))
        elif not depth and HINT.search(part):
            for pattern, message in RESIDUES:
                if found := pattern.search(part):
                    yield at, part.count("\n", 0, found.start()), message.format(found[0].strip()[:60])
