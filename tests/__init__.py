"""The tests: unit (no database, no app), functional (through the door, on both databases), browser, house
(rules
of the whole), factories (rows for the others). How databases come and go is `databases`; how a page is read,
`inspection`.
"""
