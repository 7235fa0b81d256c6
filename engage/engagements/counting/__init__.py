"""Engagements in which nobody is named: how many came, by group and language, and nothing of anybody.

For gatherings at which a list of names would be the danger.
"""
