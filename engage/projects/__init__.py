"""Projects and who works in them: need-to-know begins here.

A project that one is not a member of does not exist, through any door. The log of a project is shown here.
"""
