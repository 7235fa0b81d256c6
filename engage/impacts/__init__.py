"""Impacts on rights, actual and potential: severity, likelihood, involvement, leverage, root causes.

Judges what harm there is and what stands first; never by how much leverage there is. What is done about an
impact is an action (a floor below), what is decided a decision (a floor above), and what people say of it
arrives as a panel: an impact exists before anybody is heard about it.
"""
