"""Inviting people to an engagement: the text in each language, who is asked through which channel, what they answered.

What goes out goes through `outreach`; whether it may is said by its safety stop. The pages that people answer on are
the portal's, which is another program.
"""
