"""The registry: people, groups and organisations; what is known of them; how they may safely be reached.

Everything that describes them is sealed under their own key. Finding them happens in the directory, opened into memory;
a name or a contact is shown only through `reveal`. Nothing here ranks anyone.
"""
