"""One small file for each criterion, with a `CRITERION` and its `judge`: evidence in, a ruling out.

A new file is found by itself (`catalogue.py`). No session and no web live here. Whoever changes how a criterion judges
raises `CRITERIA_VERSION`, so that past checks say by what they were judged.
"""
