"""Readers of official files and of free tables: one module per format, one result type.

from data.readers import read
reading = read(path)          # Reading, or RefusedFile (a UserError) with every fault
"""

from data.readers.fault_log import RefusedFile
from data.readers.mapping import ColumnMapping, Role, TableMapping
from data.readers.reading import Reading
from data.readers.recognise import READERS, Recognised, read, recognise, recognise_bytes
from data.readers.reference import Reference

__all__ = [
    "READERS",
    "ColumnMapping",
    "Reading",
    "Recognised",
    "Reference",
    "RefusedFile",
    "Role",
    "TableMapping",
    "read",
    "recognise",
    "recognise_bytes",
]
