"""Messages to people, by language and channel: templates, sendings, approval, delivery, opt-outs.

The only door outward: nothing else in the house sends anything to anyone, because the safety stop (no
unsafe channel, no unsafe time, no invitation at high risk without a second person) is held here and would
be worth little beside another door.
"""
