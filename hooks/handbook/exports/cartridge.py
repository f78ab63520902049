"""IMS Common Cartridge 1.1 of web links: one import gives a course every section that a training page leads to."""

from html import escape

from handbook.inline import links
from handbook.library import Library
from handbook.modules import place_of
from handbook.page import Page
from handbook.places import title, web_address

MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="handbook-links-{name}-{locale}" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" \
xmlns:lomimscc="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest">
  <metadata>
    <schema>IMS Common Cartridge</schema>
    <schemaversion>1.1.0</schemaversion>
    <lomimscc:lom>
      <lomimscc:general>
        <lomimscc:title><lomimscc:string language="{locale}">{title}</lomimscc:string></lomimscc:title>
      </lomimscc:general>
    </lomimscc:lom>
  </metadata>
  <organizations>
    <organization identifier="handbook" structure="rooted-hierarchy">
      <item identifier="root">
        <item identifier="links">
          <title>{title}</title>
{items}
        </item>
      </item>
    </organization>
  </organizations>
  <resources>
{resources}
  </resources>
</manifest>
"""
LINK = """\
<?xml version="1.0" encoding="UTF-8"?>
<webLink xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1">
  <title>{title}</title>
  <url href="{address}" target="_blank"/>
</webLink>
"""


def write_cartridge(library: Library, page: Page, address: str) -> dict[str, bytes]:
    """The files of a cartridge by name: the page itself, then each section that it links to, in its order."""
    locale, name = page.locale, page.path.rpartition("/")[2]
    entries = [(page.path, page.title), *((place, title(library, locale, place)) for place in cited(library, page))]
    items, resources, files = [], [], {}
    for number, (place, words) in enumerate(entries, 1):
        file = f"link-{number}.xml"
        items.append(f'          <item identifier="item-{number}" identifierref="link-{number}"><title>{escape(words)}</title></item>')
        resources.append(f'    <resource identifier="link-{number}" type="imswl_xmlv1p1"><file href="{file}"/></resource>')
        files[file] = LINK.format(title=escape(words), address=escape(web_address(library, locale, place, address))).encode()
    manifest = MANIFEST.format(
        name=name, locale=locale, title=escape(page.title), items="\n".join(items), resources="\n".join(resources)
    )
    return {"imsmanifest.xml": manifest.encode(), **files}


def cited(library: Library, page: Page) -> list[str]:
    """The places to which a page links, each once, as far as they exist in its language; works cited are left out."""
    targets = (place_of(page, link.target) for block in page.blocks for link in links(block.text) if not link.image)
    paths = ("", page.path, "references")
    return [
        place for place in dict.fromkeys(targets)
        if place.partition("#")[0] not in paths and library.page(page.locale, place.partition("#")[0])
    ]
