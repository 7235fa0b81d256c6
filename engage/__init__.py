"""Engage: hearing the people a company may harm before it decides, and answering them afterwards.

The floors are listed in README.md; a package imports only from floors below it.
"""
