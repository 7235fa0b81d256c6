"""The picture of the map, by how much of it there is: everyone, parts of it with counts, one person, a shared screen.

Places and curves are `referrals.rings` and `referrals.drawing`; the board, table, tree and matrix are `reading`. No
picture is stored anywhere: a picture of the map is the map.
"""
