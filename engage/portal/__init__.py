"""Pages without an account: published summaries, and answering back. A program of its own with a store of its own.

Holds no key that opens anything by itself: a participant's copy opens only with the receipt in the reader's hand, and a
reply is sealed to the project's public key before it is stored (security.md 7).
"""
