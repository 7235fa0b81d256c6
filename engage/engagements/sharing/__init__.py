"""What participants are given: the record of an engagement in a form that can be shared, apart from the sensitive
notes, their corrections of it, and the information that was handed to them.
"""
