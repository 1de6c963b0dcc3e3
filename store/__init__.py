"""What is remembered, night after night, and where the steps of an audit meet.

``database`` opens it, ``schema`` draws it, ``codec`` makes bytes of what is read and judged. The rest is one noun a
file: ``runs`` (sites, runs, leases), ``pages`` (versions, facts), ``nights`` (what was met in a run), ``answers``,
``findings`` (judgements, events), ``keeping`` (backup, restore, prune). ``store`` holds them all.
"""
