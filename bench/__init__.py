"""Measurements of the promises on speed. `make bench` prints a table and keeps `bench/results.json`.

Pages and the directory stand beside the same answer given by hand in the same run (raw SQLite, decrypt, f-string);
every figure beside the same with ten times fewer people. The map of referrals stands beside the bare libraries on the
same plain graph.
"""
