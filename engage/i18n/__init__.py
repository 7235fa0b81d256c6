"""Languages: which are offered, which one a reader gets, and how dates, numbers and places read in it.

Catalogues are bound once per language and live in `translations/<lang>/LC_MESSAGES/messages.po`. No sentence for
people is written anywhere else, and none is put together from pieces.
"""
