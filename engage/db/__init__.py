"""The ground floor: base classes, column classes, engines with their durability settings, naming of constraints.

Knows no feature, no key and no language. What a column may reveal to a thief is declared here (`columns`),
so that no table can be added without an answer to that question.
"""
