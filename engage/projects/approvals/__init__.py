"""What one person alone may not do: asked for by one, agreed to by another, done once by the first.

Each feature asks for its own kinds of acts, says in words what is asked (slot `approval`) and carries them out.
"""
