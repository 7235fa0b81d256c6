"""Surveys that ask people, without a name, who speaks for them; what comes back, looked at by a person, one by one.

What is said here never becomes a line of the map, a voice or a wave: one person can answer a hundred times. It says
whom to ask about, and who did not answer. The page that people see lives in the portal.
"""
