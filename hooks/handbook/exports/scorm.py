"""SCORM 1.2: a module as one package for a learning platform, which tells it completion, score and time.

One item a package, whose identifier never changes, so that platforms keep learners' results when the package is
updated; the manifest at the root of the zip; no empty file (some platforms refuse them); score from the knowledge check.
"""

from html import escape
from pathlib import Path

from handbook.exports.pages import module_html
from handbook.library import Library
from handbook.modules import Module
from handbook.places import direction

HERE = Path(__file__).parent
MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="handbook-{name}-{locale}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" \
xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="handbook">
    <organization identifier="handbook">
      <title>{title}</title>
      <item identifier="{name}" identifierref="{name}-page">
        <title>{title}</title>{mastery}
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="{name}-page" type="webcontent" adlcp:scormtype="sco" href="index.html">
{files}
    </resource>
  </resources>
</manifest>
"""
PAGE = """\
<!doctype html>
<html lang="{locale}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
<script src="scorm.js"></script>
</head>
<body>
<main>
{body}
</main>
<script src="questions.js"></script>
</body>
</html>
"""


def write_scorm(library: Library, module: Module, address: str) -> dict[str, bytes]:
    """The files of a package by name, the manifest first. Args: `address` of the published site, empty without one."""
    locale, title = module.page.locale, escape(module.page.title)
    questions = library.questions.get(module.name)
    asked = questions and questions.in_language(locale)
    body = module_html(library, module, address)
    page = PAGE.format(locale=locale, direction=direction(locale), title=title, body=body)
    files = {
        "index.html": page.encode(),
        "style.css": (HERE / "scorm.css").read_bytes(),
        "scorm.js": (HERE / "scorm.js").read_bytes(),
        "questions.js": (library.root / "theme/assets/questions.js").read_bytes(),
    }
    mastery = f"\n        <adlcp:masteryscore>{questions.pass_mark}</adlcp:masteryscore>" if asked else ""
    listed = "\n".join(f'      <file href="{name}"/>' for name in files)
    manifest = MANIFEST.format(name=module.name, locale=locale, title=title, mastery=mastery, files=listed)
    return {"imsmanifest.xml": manifest.encode(), **files}
