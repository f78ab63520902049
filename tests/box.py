"""The search box, as a reader uses it: open a page, type, look at what is in view."""

from dataclasses import dataclass

from conftest import LOCALES, until

BOX, COUNT, ITEM = ".md-search__input", ".md-search-result__meta", ".md-search-result__item"
# Types each query and reads what is in view: for each page found, the addresses of it and of the sections shown below it
ASK = """async queries => {
  const input = document.querySelector('.md-search__input'), count = () => document.querySelector('.md-search-result__meta');
  const type = text => { input.value = text; input.dispatchEvent(new Event('input')); };
  const until = async done => { const end = Date.now() + 20000; while (!done()) {
    if (Date.now() > end) throw new Error('no answer to ' + input.value);
    await new Promise(go => setTimeout(go, 4)); } };
  input.focus(); type(''); await until(() => document.querySelector('.md-search').contains(document.activeElement) && count());
  await new Promise(go => setTimeout(go, 50));
  const says = () => count().textContent.trim(), empty = says(), found = [];
  for (const query of queries) {
    type(''); await until(() => says() === empty);
    type(query); await until(() => says() !== empty);
    found.push([...document.querySelectorAll('.md-search-result__item')].map(item =>
      [...item.querySelectorAll('a')].filter(link => !link.closest('details')).map(link => link.href)));
  }
  return found;
}"""


@dataclass(frozen=True)
class Reader:
    """Somebody who reads the handbook in a language, in a browser, from an address."""

    page: object
    start: str
    locale: str

    def ask(self, *queries: str) -> list[list[list[str]]]:
        """For each query, for each page found, the places in view, `themes/index#which-page`; other languages keep theirs."""
        return [[[self.place(address) for address in item] for item in found] for found in self.page.evaluate(ASK, list(queries))]

    def place(self, address: str) -> str:
        """An address as the identity that all languages share."""
        path, _, anchor = address.removeprefix(self.start + "/").partition("#")
        own = "" if self.locale == LOCALES[0] else f"{self.locale}/"
        return path.removeprefix(own).removesuffix(".html") + (f"#{anchor}" if anchor else "")

    def type(self, text: str) -> None:
        """Type into the open box, and wait for the answer."""
        self.page.fill(BOX, "")
        self.page.fill(BOX, text)
        until(self.page, "document.querySelector('.md-search-result__list')?.childElementCount || document.querySelector('.hb-nothing')?.childElementCount")


def open_page(context, start: str, locale: str, path: str = "index") -> Reader:
    """A page of the handbook in a new tab."""
    page = context.new_page()
    page.goto(f"{start}/{'' if locale == LOCALES[0] else locale + '/'}{path}.html")
    return Reader(page, start, locale)
