"""Pages for looking at a name or a contact. The act itself is `stakeholders/reveal.py`."""
