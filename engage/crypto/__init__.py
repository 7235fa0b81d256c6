"""The one keeper of keys: root, keystore, vault, sealed columns, index tags, mailboxes, receipts, files.

Knows nothing of who a subject is or who may look: permission, purpose and log belong to the floors above.
`suite`, `files`, `mailbox`, `receipts` and `wordlists` need no keystore, because the portal has none.
"""
