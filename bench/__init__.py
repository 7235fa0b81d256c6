"""Measurements of the promises on speed. `make bench` prints a table and keeps `bench/results.json`.

Each figure is a ratio to the same answer given by hand in the same run: raw SQLite, decrypt, f-string.
"""
