"""Files made for one member of the team: sealed under a key of their own, fetched once, gone after a day.

What is in a file is the business of the package that makes it; here it is only kept and handed over.
"""
