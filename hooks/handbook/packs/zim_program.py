"""Write a ZIM file from the description on standard input: python zim_program.py OUT.zim < description.json

The only file that imports libzim (GPL-3.0-or-later); it runs as a program of its own, and nothing imports it.
libzim 3.6 writes ZIM 6.2, which old Kiwix apps and every packaged zimcheck read; 3.7 and later write 6.3.
libzim draws random identities for the file and for its search indexes: they are replaced by ones made from the content,
and the checksum is made anew, so that the same description gives the same bytes.
"""

import base64
import hashlib
import json
import sys
import uuid

from libzim.writer import Creator, Hint, Item, StringProvider

HEADER_UUID = slice(8, 24)
CHECKSUM_POSITION = slice(72, 80)
XAPIAN = b"\x0f\x0dXapian Glass"  # then two bytes of version and sixteen of identity


class Page(Item):
    def __init__(self, page):
        super().__init__()
        self.page = page

    def get_path(self):
        return self.page["path"]

    def get_title(self):
        return self.page["title"]

    def get_mimetype(self):
        return "text/html"

    def get_contentprovider(self):
        return StringProvider(self.page["html"])

    def get_hints(self):
        return {Hint.FRONT_ARTICLE: True, Hint.COMPRESS: True}


def main(out: str) -> None:
    text = sys.stdin.buffer.read()
    given = json.loads(text)
    with Creator(out).config_indexing(True, given["metadata"]["Language"]).config_nbworkers(1) as creator:
        creator.set_mainpath(given["main"])
        creator.add_illustration(48, base64.b64decode(given["icon"]))
        for name, value in given["metadata"].items():
            creator.add_metadata(name, value)
        for page in given["pages"]:
            creator.add_item(Page(page))
    settle(out, uuid.uuid5(uuid.NAMESPACE_URL, hashlib.sha256(text).hexdigest()).bytes)


def settle(out: str, identity: bytes) -> None:
    """Put an identity in the place of the random ones."""
    with open(out, "r+b") as file:
        content = bytearray(file.read())
        content[HEADER_UUID] = identity
        at = content.find(XAPIAN)
        while at >= 0:
            start = at + len(XAPIAN) + 2
            content[start : start + 16] = identity
            at = content.find(XAPIAN, start)
        end = int.from_bytes(content[CHECKSUM_POSITION], "little")
        content[end : end + 16] = hashlib.md5(content[:end]).digest()
        file.seek(0)
        file.write(content)


if __name__ == "__main__":
    main(sys.argv[1])
