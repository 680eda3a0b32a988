"""
The mall's places and people as sheets: CSV out, CSV in.

cells.py and reading.py know only text; a Sheet (sheet.py) says what one kind of row holds and how it is compared with
what is there; places.py and people.py are the four sheets; plans.py looks at a file and applies it.
"""
