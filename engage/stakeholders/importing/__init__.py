"""Bringing a spreadsheet in: read, understood row by row, previewed, then saved whole or not at all.

What was uploaded stays sealed between the steps. No message here ever quotes a value of the file.
"""
