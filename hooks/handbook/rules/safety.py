"""Safety: contributed text runs nothing, loads nothing from elsewhere, and holds no secret and no person's contact.

Readers may be at risk, and pages are opened from sticks and phones that others search.
"""

import re
from collections.abc import Iterator

from handbook.inline import ATTRIBUTE_LIST, CODE, blank
from handbook.rules import rule
from handbook.tags import attributes, candidates
from handbook.traits import lasting, rows
from handbook.web import is_program
from handbook.written import TEXT, address_of, addresses_of, links_of, tags_of

# Tags that run, embed or collect something, or change how the whole page is read
ACTIVE = frozenset(
    "script iframe frame frameset object embed applet portal form input button textarea select option base meta link"
    " noscript template slot dialog fencedframe".split()
)
# Attributes that make a browser fetch something by itself
LOADING = ("src", "poster", "data", "background", "action", "formaction", "ping", "manifest", "longdesc", "xlink:href")
ELSEWHERE = re.compile(r"\s*(?:https?:|ftp:|wss?:|//|\\\\)", re.I)

# What gives access to something: what it is, signs that stand in each of its forms, and the forms
SECRETS = (
    ("a private key", ("PRIVATE KEY", "AGE-SECRET", "PuTTY-"), r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|AGE-SECRET-KEY-1[0-9A-Z]{20,}|PuTTY-User-Key-File"),
    ("an access key of AWS", ("AKIA", "ASIA"), r"\bA[KS]IA[A-Z2-7]{16}\b"),
    ("a token of GitHub", ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"), r"\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{22,}"),
    ("a token of GitLab", ("glpat-", "glptt-", "gldt-", "glrt-", "glcbt-", "glsoat-"), r"\bgl(?:pat|ptt|dt|rt|cbt|soat)-[\w-]{20,}"),
    ("a token of Slack", ("xox", "hooks.slack"), r"\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com/services/\w+/\w+/\w+"),
    ("a key of Google", ("AIza", "ya29.", "GOCSPX"), r"\bAIza[\w-]{35}|\bya29\.[\w-]{20,}|\bGOCSPX-[\w-]{20,}"),
    ("a key of Stripe", ("k_live_",), r"\b[sr]k_live_[A-Za-z0-9]{16,}"),
    ("a key of an AI service", ("sk-",), r"sk-(?<!\wsk-)(?:ant-|proj-)?[A-Za-z0-9_-]{32,}"),  # risk- and task- are everywhere
    ("a key of an AI service", ("hf_",), r"\bhf_[A-Za-z0-9]{30,}"),
    ("a token of PyPI or npm", ("pypi-", "npm_"), r"\bpypi-AgEI[\w-]{20,}|\bnpm_[A-Za-z0-9]{36}"),
    ("a key of SendGrid", ("SG.",), r"\bSG\.[\w-]{20,}\.[\w-]{20,}"),
    ("a token of a Telegram bot", (":AA",), r"\b\d{8,10}:AA[\w-]{33}\b"),
    ("a signed token", ("eyJ",), r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}"),
    ("a password in an address", ("://",), r"://[^\s/:@<>{}]+:[^\s/@<>{}]+@[\w.-]+"),
    ("a password or key", ("assw", "ASSW", "pwd", "PWD", "ecret", "ECRET", "pi_k", "pi-k", "pik", "PI_K", "_tok", "_TOK"), (
        r"(?i)\b(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token|client[_-]?secret)\b[\"']?"
        r"\s*[:=]\s*[\"']?(?=[^\s\"']*\d)(?=[^\s\"']*[A-Za-z])[\w/+=!@#$%^&*.-]{12,}"
    )),
)
SECRET = tuple((what, signs, re.compile(pattern)) for what, signs, pattern in SECRETS)

# +41 22 717 91 11, 0041227179111; a plus and seven figures at least, so that no date or sum is one
TELEPHONE = re.compile(r"(?<![\w.+/-])(?:\+|00)\(?[1-9](?:[ \u00a0\u202f.()/-]{0,2}\d){6,14}(?![\d%])|\bwa\.me/\d{7,}")
E_MAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b")
# Mail for private persons: never an institution's
PERSONAL = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|mail|proton|protonmail|pm|tutanota"
    r"|tuta|riseup|yandex|zoho|fastmail|hushmail|orange|wanadoo|laposte|free|sfr|libero|qq|163|126)\.[a-z.]{2,6}$", re.I
)


@rule("page", docs_only=False)
def html_inert(library, page):
    """A page runs and embeds nothing: no scripts, event handlers, frames, forms, or addresses that are programs.

    Bad:   <img src="map.png" onload="send()">, [more](javascript:send()), <iframe src="map.html"></iframe>
    Good:  ![Map of the services](map.png)
    """
    for line, tag in tags_of(page):
        if tag.name in ACTIVE:
            yield page, line, f"take out <{tag.name}>: a page holds text, links, tables and images only"
    for line, values in _attributes(page):
        for name in values:
            if re.fullmatch(r"on[a-z]+", name):
                yield page, line, f"take out {name}=: a page runs nothing"
            elif name in ("srcdoc", "http-equiv", "contenteditable", "autofocus"):
                yield page, line, f"take out {name}=: a page embeds and changes nothing"
    for written in addresses_of(page):
        if is_program(written.address):
            yield page, written.line, f"link to a page or file, not to a program: {written.address[:40]}"


@rule("page", docs_only=False)
def html_unstyled(library, page):
    """How things look is the theme's: no style in a page.

    Bad:   <p style="color: red">Never ask for details.</p>
    Good:  !!! danger "Never ask for details"
    """
    for line, tag in tags_of(page):
        if tag.name in ("style", "font", "center", "marquee", "blink"):
            yield page, line, f"take out <{tag.name}>: the theme says how things look"
    for line, values in _attributes(page):
        for name in values.keys() & {"style", "bgcolor", "background", "face"}:
            yield page, line, f"take out {name}=: the theme says how things look"


@rule("page", docs_only=False)
def loads_own(library, page):
    """What a page loads is a file of the handbook: a request to anybody else tells them who reads what.

    Bad:   ![Map](https://tiles.example.org/map.png)
    Good:  ![Map](../assets/map.png)
    """
    for block, link in links_of(page):
        if link.image and ELSEWHERE.match(target := address_of(page, link)):
            yield page, block.line + link.line, f"copy {target} into docs/assets, and show it from there"
    for line, values in _attributes(page):
        loaded = [values[name] for name in LOADING if name in values] + candidates(values.get("srcset", ""))
        for address in loaded:
            if ELSEWHERE.match(address):
                yield page, line, f"copy {address} into docs/assets, and show it from there"


@rule("library", docs_only=False)
def secrets_absent(library):
    """No page or data file holds a key, a token or a password; one that was there is to be changed where it is used.

    Bad:   password: correct-horse-42-battery
    Good:  the password that your administrator gave you
    """
    pages = ((page, secrets_of(page)) for page in library.pages.values())
    for place, secrets in (*pages, *((name, _secrets(text)) for name, text in _data(library))):
        for line, what in secrets:
            yield place, line, f"take out {what}, and have it changed where it is used: it has been published here"


@rule("page", docs_only=False)
def contacts_institutional(library, page):
    """No page holds a person's telephone number or e-mail address, or a link that calls or writes at a touch.

    The address of an institution stands as code, so that nobody writes to it by mistake.

    Bad:   Call Amina, +41 79 123 45 67, or write to <amina@gmail.com>.
    Good:  Write to `protection@example.org`.
    """
    for block in page.blocks:
        if block.kind in (*TEXT, "html", "definition") and ("@" in block.text or "+" in block.text or "00" in block.text):
            for position, message in _contacts(block.text):
                yield page, block.line + block.text.count("\n", 0, position), message
    for written in addresses_of(page):
        if found := re.match(r"(?i)(mailto|tel|sms|callto|whatsapp|skype|signal|tg):", written.address):
            yield page, written.line, f"write the contact as code, not as a link {found[1].lower()}:"


def _attributes(page) -> Iterator[tuple[int, dict]]:
    """The attributes of every tag and of every attribute list in braces, with their lines."""
    for line, tag in tags_of(page):
        yield line, tag.attributes
    for block in page.blocks:
        if block.kind in TEXT and "{" in block.text:
            text = blank(CODE, block.text)
            for found in ATTRIBUTE_LIST.finditer(text):
                yield block.line + text.count("\n", 0, found.start()), attributes(found[0].strip("{}: "))


def _contacts(text: str) -> Iterator[tuple[int, str]]:
    """The telephone numbers and e-mail addresses in a text: place, what to do."""
    prose = blank(CODE, text)
    for found in TELEPHONE.finditer(prose):
        yield found.start(), f"take out the telephone number {found[0].strip()}"
    for found in E_MAIL.finditer(text):
        if PERSONAL.search(found[0]):
            yield found.start(), f"take out the address {found[0]}: it is a person's"
        elif prose[found.start()] != " ":
            yield found.start(), f"write as code, or take out, the address {found[0]}"


@lasting(rows(), own=True)
def secrets_of(page) -> tuple[tuple[int, str], ...]:
    """The keys, tokens and passwords on a page, code included: line, what it is."""
    return tuple(_secrets("\n".join(page.lines)))


def _secrets(text: str) -> Iterator[tuple[int, str]]:
    for what, signs, pattern in SECRET:
        for found in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            yield 1 + text.count("\n", 0, found.start()), what


def _data(library) -> Iterator[tuple[str, str]]:
    """The text of every data file, with its place."""
    for file in sorted((library.root / "data").rglob("*.*")):
        try:
            yield file.relative_to(library.root).as_posix(), file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):  # told when the library was read
            continue
