"""What every page is made of: fields, forms, layouts, navigation, panels, permits, error pages, unit of work.

It knows no feature and no table of people, so that every feature may stand on it; features bring their own
forms, templates and panels.
"""
