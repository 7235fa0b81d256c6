"""People who sign in: users, second factor, sessions on the server, roles and what each may do.

Knows nothing of projects: a role is held in a project, which `projects` keeps. The table of permissions is one page:
`permissions.py`.
"""
