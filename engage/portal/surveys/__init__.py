"""Surveys: a page for whoever has its address. What is answered is sealed to the project in the same request.

No cookie, no visit, no hour: an answer is an answer, and whose it is nobody here can know.
"""
