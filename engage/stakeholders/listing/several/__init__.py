"""What is done to several people at once: said, looked at, done, and told afterwards who was left as they are.

Nothing here takes anyone out of the registry, and nobody is touched whom the actor may not know of.
"""
