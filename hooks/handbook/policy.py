"""The content security policy of a page, and the page without what only its makers read."""

import base64
import hashlib
import re
from functools import cache

# Nothing but files of this folder; what a page must not do at all is not named, and so refused
POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'{styles}; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
INLINE = re.compile(r"<(script|style)(?![^>]*\b(?:src|type=\"application/json\"))[^>]*>(.*?)</\1>", re.S)
# End tags that HTML lets a page leave out, each before what ends the element by itself; white space before it is none. An
# empty paragraph stays one: the style asks for :empty
IMPLIED = re.compile(
    r"(?:</(?:li>\s*(?=<li\b|</[uo]l>)|t[dh]>\s*(?=<t[dh]\b|</tr>)|tr>\s*(?=<tr\b|</t(?:body|head|able)>)|t(?:body|head)>\s*(?=<tbody>|</table>)"
    r"|(?<!<p></)(?<!\"></)p>\s*(?=<(?:[uo]l|p|div|table|h[1-6]|nav|aside|details|fieldset|blockquote)\b|</(?:li|td|div|aside|article|details|fieldset|blockquote)>)))+"
)
# White space that nobody sees: beside what begins a line of its own, and between the parts of a list or a table
BLOCK = "(?:p|div|nav|aside|header|main|article|footer|search|form|blockquote|fieldset|h[1-6]|li|[uo]l|table|t[rdh]|thead|tbody)"
UNSEEN = re.compile(rf"\n(?=</?{BLOCK}\b)|(?<=</(?:div|nav)>)\n|(?<=</table>)\n")
# Values that need no quotes; what others look for in pages by its letters keeps them
QUOTED = re.compile(r"( (?!(?:id|lang|dir|name|content)=)[\w-]+=)\"([^\s\"'`=<>]*[^\s\"'`=<>/])\"(?=[ >])")
TAG = re.compile(r"<[a-z]\w*(?: [^<>\"]*\"[^\"]*\")+[^<>\"]*>")
# What only the search of the build asks for
READ_ALREADY = re.compile(r"(<\w[^<>]*) data-search-exclude(?=[ >])")
# Where white space counts
AS_IT_IS = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.S)


def seal(html: str) -> str:
    """A page with the policy first in its head, and without what a browser does not need. Inline scripts and styles are named by their hash.

    A page that has a policy of its own, as those of the light edition, is left as it is.
    """
    if "Content-Security-Policy" in html:
        return html
    html = squeeze(html)
    hashes = {"script": [], "style": []}
    for kind, text in INLINE.findall(html):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        hashes[kind].append(f" 'sha256-{digest}'")
    policy = POLICY.format(scripts="".join(hashes["script"]), styles="".join(hashes["style"]))
    return html.replace("<head>", f'<head>\n<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def squeeze(html: str) -> str:
    """A page in which a line break with the white space around it is one line break, without end tags and quotes that go without saying."""
    parts = AS_IT_IS.split(html)
    return "".join(_squeezed(part) if at % 3 == 0 else part for at, part in enumerate(parts) if at % 3 != 2).lstrip()


def _squeezed(html: str) -> str:
    html = re.sub(r"[ \t\r\n]*\n[ \t\r\n]*", "\n", html)
    html = IMPLIED.sub(lambda ends: "\n" if "\n" in ends[0] else "", READ_ALREADY.sub(r"\1", html))
    html = UNSEEN.sub("", html)
    return TAG.sub(lambda tag: _unquoted(tag[0]), html)


@cache  # most tags stand on every page
def _unquoted(tag: str) -> str:
    return QUOTED.sub(r"\1\2", tag)
