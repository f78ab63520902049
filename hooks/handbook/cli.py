"""The command `handbook`: what editors, translators and CI call. `run.py` sets it up and passes everything on."""

import argparse
import gc
import importlib
import os
import sys
from pathlib import Path

from handbook import report
from handbook.dictionaries import installed
from handbook.exports.command import add_arguments as add_export_arguments
from handbook.external.options import add_arguments
from handbook.library import LOCALES, SOURCE, read_library
from handbook.packs.options import add_arguments as add_pack_arguments
from handbook.packs.options import add_crisis_arguments
from handbook.permalinks import LEDGER, release
from handbook.rules import READING, RULES, check, chosen_rules
from handbook.rules.kept import Kept

CLEAN, PROBLEMS, COULD_NOT = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 clean, 1 problems, 2 could not do it."""
    for stream in (sys.stdout, sys.stderr):  # else Arabic breaks a pipe on Windows, and a file name that is no UTF-8 any
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return options.run(options) or CLEAN
    except BrokenPipeError:  # the reader of our output has gone: `handbook check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return COULD_NOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("handbook", description="Build, check and keep the handbook.")
    commands = parser.add_subparsers(title="commands", metavar="", required=True)

    def command(name: str, run, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        return one

    command("help", lambda _: parser.print_help(), "show this list")
    serve = command("serve", _later("build", "serve"), "build and read the handbook at an address it prints; reloads on change")
    serve.add_argument("--locale", default=os.environ.get("LOCALE"), help="one language only; also LOCALE=fr")
    serve.add_argument("--port", type=int, default=8000, help="the first port to try (default %(default)s)")
    site = command("site", _later("build", "site"), "build the handbook into site/; a failed build leaves the earlier one")
    site.add_argument("--output", type=Path, default=Path("site"), help="another folder (default %(default)s)")
    site.add_argument("--compress", action="store_true", help="put a .gz beside every text, for hosts that send it as it is")

    checker = command("check", _check, "tell what is to be mended in pages and data, without building")
    checker.add_argument("--docs", default="docs", help="the folder with one folder a language (default %(default)s)")
    checker.add_argument("--source", default=SOURCE, help="the language the others translate (default %(default)s)")
    checker.add_argument("--locales", default=",".join(LOCALES[1:]), help="the translations (default %(default)s)")
    checker.add_argument("--rules", help="only these rules, by name, with commas between")
    checker.add_argument("--spelling", action="store_true", help="ask the dictionaries of hunspell too, where they are installed")
    checker.add_argument("--no-cache", action="store_true", help="judge every page anew; else pages that nothing has changed for keep what was found (.cache/check.json)")
    checker.add_argument("--format", choices=report.FORMATS, default="text", help="(default %(default)s)")

    explain = command("explain", _explain, "say what a rule asks for, with a bad and a good example")
    explain.add_argument("rule", nargs="?", help="its name, as messages show it in brackets; all rules without it")

    stamper = command("stamp", _stamp, "record which English text a translation translates; refuses when structure differs")
    stamper.add_argument("pages", nargs="*", metavar="PAGE", help="fr/themes/index …; every page that changed without it")
    stamper.add_argument("--touch-up", action="store_true", help="the English changed but the translation still says the same")
    stamper.add_argument("--reviewed-by", metavar="NAME", help="a native specialist, by role or name, has reviewed these pages")

    asker = command("links", _later("external.command", "links"), "ask whether the addresses outside the handbook still answer; never in the build")
    add_arguments(asker)

    built = command("check-site", _check_site, "tell what is wrong in a built site, seen from outside")
    built.add_argument("folder", type=Path, nargs="?", default=Path("site"), help="(default %(default)s)")
    built.add_argument("--format", choices=report.FORMATS, default="text", help="(default %(default)s)")

    add_pack_arguments(command("packs", _later("packs.command", "packs"), "make the files to read without network into dist/: EPUB, PDF, HTML, ZIM, USB stick"))
    add_crisis_arguments(command("crisis-pack", _later("packs.crisis", "crisis_pack"), "put chosen sections, pages and modules into one zip that opens from a disk"))
    add_export_arguments(command("exports", _later("exports.command", "exports"), "write the training modules for learning platforms: SCORM 1.2, GIFT, links"))

    command("release", _release, "promise every new page and section for good: append them to data/permalinks.txt")

    command("test", _later("build", "test"), "run every test, as CI does; options go to pytest after --").add_argument("options", nargs="*")
    command("bench", _later("build", "bench"), "measure time, memory and weight beside a baseline").add_argument("options", nargs="*")
    return parser


def _later(module: str, name: str):
    """A command of another module, which is imported when it is called: what it needs takes time to import."""
    return lambda options: getattr(importlib.import_module(f"handbook.{module}"), name)(options)


def _check(options) -> int:
    docs = Path(options.docs)
    translations = [name.strip() for name in options.locales.split(",") if name.strip()]
    locales = tuple(dict.fromkeys([options.source, *translations]))
    chosen = [name.strip() for name in options.rules.split(",")] if options.rules is not None else None
    if unknown := sorted(set(chosen or ()) - set(RULES)):
        return _cannot(f"name rules that exist, not {', '.join(unknown) or 'none'}; `handbook explain` lists them")
    if options.spelling:
        chosen = [*(chosen or (name for name, one in RULES.items() if not one.asked)), "spelling"]
    if odd := [name for name in locales if not name or name != Path(name).name]:
        return _cannot(f"name languages by their folders, not {', '.join(map(repr, odd))}")
    if options.source in translations and len(locales) == 1:
        return _cannot(f"name translations with --locales, not the source {options.source}; --locales '' checks it alone")
    if not docs.is_dir():
        return _cannot(f"name a folder that exists with --docs, not {docs}")
    own = docs.resolve() == (Path.cwd() / "docs").resolve()
    kept = Kept(Path.cwd(), chosen_rules()) if own and chosen is None and not options.no_cache else None
    library = read_library(Path.cwd() if own else docs.resolve(), "docs" if own else ".", options.source, locales)
    if empty := [locale for locale in locales if not library.of(locale)]:
        return _cannot(f"put pages into {', '.join(f'{docs}/{locale}' for locale in empty)}: nothing was found to check")
    if not any(page.headings for page in library.pages.values()):
        return _cannot(f"check {docs}: its pages hold no heading, so they were not read as pages")
    if own and not library.terms.by_name and not library.problems:
        return _cannot("put concepts into data/terms.yml: it holds none")
    if not own:
        asked = (options.rules or "").split(",") + ["spelling"] * options.spelling
        if needy := [name for name in asked if name in RULES and not RULES[name].docs_only]:
            return _cannot(f"check {', '.join(needy)} in the handbook itself: the files of data/ are needed")
        chosen = [name for name, rule in RULES.items() if rule.docs_only and (chosen is None or name in chosen)]
    # a process for so many pages: fewer are checked sooner than processes begin
    processes = min(os.cpu_count() or 1, len(library.pages) // 40)
    gc.disable()  # all that has been read is of use until the end: to look for garbage among it only takes time
    try:
        problems = check(library, chosen, processes, kept)
    finally:
        gc.enable()
    if kept:
        kept.write()
    report.write(problems, options.format, len(library.pages))
    if "spelling" in (chosen or ()) and (missing := [locale for locale in locales if locale not in installed()]):
        print(f"Spelling was not checked in {', '.join(missing)}: install hunspell and its dictionary to have it checked.", file=sys.stderr)
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else CLEAN


def _explain(options) -> int:
    if options.rule is None:
        for name in sorted({**READING, **RULES}):
            text = READING.get(name) or RULES[name].find.__doc__
            print(f"{name:28} {text.strip().splitlines()[0]}")
        return CLEAN
    if options.rule in RULES:
        one = RULES[options.rule]
        print(f"{one.name} ({one.severity})\n\n{_dedent(one.find.__doc__)}")
    elif options.rule in READING:
        print(f"{options.rule} (error)\n\n{READING[options.rule]}")
    else:
        return _cannot(f"name a rule that exists, not {options.rule}; `handbook explain` lists them")
    return CLEAN


def _stamp(options) -> int:
    from handbook.stamp import stamp

    library = read_library(Path.cwd())
    refusals, stamped = stamp(library, options.pages, options.touch_up, options.reviewed_by)
    for refusal in refusals:
        print(refusal)
    print(f"{stamped} pages stamped, {len(refusals)} refused.", file=sys.stderr)
    return PROBLEMS if refusals else CLEAN


def _check_site(options) -> int:
    from handbook.site import check_site

    if not any(options.folder.glob("*.html")):
        return _cannot(f"build the site first: {options.folder} holds no page")
    problems = check_site(options.folder, LOCALES, SOURCE)
    report.write(problems, options.format, sum(1 for _ in options.folder.rglob("*.html")))
    return PROBLEMS if any(problem.severity == "error" for problem in problems) else CLEAN


def _release(options) -> int:
    library = read_library(Path.cwd())
    if not library.pages:
        return _cannot("run this beside docs/: no page was found, so nothing can be promised")
    wrong = [problem for problem in check(library) if problem.severity == "error"]
    if wrong:
        report.write(wrong, "text", len(library.pages))
        return _cannot("mend these first: what is released is promised for good; nothing was written")
    added = release(library)
    print(f"{len(added)} pages and sections added to {LEDGER}.", file=sys.stderr)
    return CLEAN


def _dedent(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.strip().split("\n"))


def _cannot(message: str) -> int:
    print(f"handbook: {message}", file=sys.stderr)
    return COULD_NOT


if __name__ == "__main__":
    sys.exit(main())
