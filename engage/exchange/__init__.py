"""Data in and out: spreadsheets, survey tools, graph tools, calendars, the documented API.

Reads and writes through the services and queries of the rooms below, with the same permission checks as
their pages, so that no format becomes a way around them. Knows formats and their dangers; holds no rule of
the field.
"""
