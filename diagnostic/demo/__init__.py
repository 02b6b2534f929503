"""A whole diagnostic to look at: quartier Anneessens, after a report of 2021.

The facts come from the report «Rapport du référent de quartier Anneessens» (CPAS de
Bruxelles, 2021); the sentences are ours. Witnesses are known by function and sector;
they were met in the second half of May 2021. The days of the interviews, the plan and the
counts of households are examples of ours, and say so.
"""

from diagnostic.demo.identity import CODE, LEVEL, ROLE
from diagnostic.demo.install import install_demo, is_whole
from diagnostic.demo.statements import DEMO, DemoStatement

__all__ = ["CODE", "DEMO", "LEVEL", "ROLE", "DemoStatement", "install_demo", "is_whole"]
