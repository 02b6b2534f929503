"""Disclosure control: nothing that is shown, alone or by subtraction, tells of a small group of people.

Thresholds (`thresholds`), one figure (`primary`), one table (`table`), the history of perimeters
(`groups`). Pages, maps and exports all take their figures through here; none has a rule of its own.
"""
