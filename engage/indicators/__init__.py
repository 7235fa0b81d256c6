"""Figures over time, of process and of outcome, each tied to the records it was counted from.

Counts what the rooms below know through their queries and withholds small groups. Keeps no record of its
own about people, and judges nothing: findings on the eight principles belong to principles, pages and
documents of figures to reports.
"""
