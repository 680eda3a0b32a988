"""
The icons of the house: drawn for this kit on a grid of 24 px, stroke 2 px, in the colour of the text.

One path each. A page shows them by {% icon "lock" %}; words always stand beside them.
"""

ICONS: dict[str, str] = {
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "alert": "M12 4 2.5 20h19L12 4zM12 10v4.5M12 17.3v.1",
    "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
    "phone": "M6 3h3l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z",
    "chat": "M4 5h16v11H11l-5 4v-4H4V5z",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "eye": "M2.5 12C6 6.5 18 6.5 21.5 12 18 17.5 6 17.5 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "camera": "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "edit": "M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3",
    "building": "M4 20h16M6 20V9l6-4 6 4v11M10 20v-5h4v5M10 11h.1M14 11h.1",
    "shield": "M12 3l8 3v5c0 5-3.5 8.5-8 10-4.5-1.5-8-5-8-10V6l8-3zM12 8.5v4M12 15.5v.1",
    "seal": "M9.5 14.5l5-5M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
    "offline": "M4 4l16 16M7.5 10A4 4 0 0 0 8 18h9M10.5 6.6A6 6 0 0 1 17.6 11 3.6 3.6 0 0 1 20 16",
    "person": "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.8-4 4-5.5 7.5-5.5s6.7 1.5 7.5 5.5",
    "people": (
        "M8.5 6a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM16 7.5a2.5 2.5 0 1 0 0 5"
        "M3 19c.5-3.5 2.8-5 5.5-5s5 1.5 5.5 5M16 15c2.5 0 4.5 1.3 5 4"
    ),
}
