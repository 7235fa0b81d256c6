"""Where tests keep their rows: a PostgreSQL of their own, three stores of each kind, swept after every test.

Rows are really committed and really removed: sessions, requests, jobs and the vault work on connections of
their own here as they do in service, which one shared transaction would hide.
"""
