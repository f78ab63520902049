"""`handbook links`: whether the addresses outside the handbook still lead somewhere, for editors; never in the build.

Read in this order: addresses (which), fetch (one request), answer (what it means), hosts (manners), records (what is
remembered), verdicts (what editors are told), command.
"""
