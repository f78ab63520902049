"""The model of the handbook: pages, terms, sources, labels and translations, read once into frozen objects.

Nothing here imports MkDocs, so the model outlives the generator; the files `hooks/*.py` hand it to MkDocs.
Read in this order: problem, blocks, inline, traits, page, terms, sources, labels, forms, translations, library, rules.
"""

import time

# When this program began to read its own code, seconds since 1970
STARTED = time.time()
