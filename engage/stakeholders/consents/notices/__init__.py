"""The pages on which a project words its notices; what they say is kept by `consents`."""
