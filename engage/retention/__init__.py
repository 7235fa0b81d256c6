"""What is removed when: periods by class, holds, what happens at expiry, and the ledger of what was erased.

Stands above every room with tables because it must reach them all; the class of a table is declared beside
the table (`__retention__`), only the periods and the act of removing live here. Erasing a key is done by
crypto, on order from here.
"""
