"""Work that must happen after a change is committed: queued in the same transaction, run by the worker.

A job says what it is by name; its words are sealed; its progress and its failure are rows that a page shows.
What a job does is written in the package it concerns and registered here by name.
"""
