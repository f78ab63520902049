"""The search: one index a language, built here; `theme/assets/search/` reads it in the browser.

Read in this order: folding, sections, stems, ring, everyday, words, index, packing, write; az is what readers without JavaScript have instead.
"""
