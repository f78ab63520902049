"""Packs: the handbook as files that open without network, each made from the clean articles of one ordinary build.

Nothing here imports MkDocs. Read in this order: article, edition, html, light, book, epub, paper, zim, stick, command.
"""
