"""What a house really holds, for the proof `kill`: stories by their marker, with the check of the words."""

import re
from collections import Counter

from dengar.complaints.models import Complaint
from dengar.intake.models import Story
from dengar.ledger.models import Entry
from dengar.notices.models import Notice
from dengar.vault.receipts import words_check
from dengar.vault.sealing import open_words

MARKER = re.compile(r"penanda-[0-9a-f]{12}")


def answer(receipts: dict[str, list[str]]) -> dict[str, object]:
    """Say how often each marker is there, and what does not fit the receipts {number: words} that were shown."""
    stories = Story.objects.select_related("complaint__box")
    told = [(MARKER.findall(open_words(row.complaint.box, bytes(row.sealed), "story")), row) for row in stories]
    held = {row.complaint.number: row.complaint for _markers, row in told}
    wrong = []
    for number, words in receipts.items():
        complaint = held.get(number)
        if complaint is None:
            wrong.append(f"{number} is gone")
            continue
        _key_id, check = words_check(complaint.box.keys, number, tuple(words), complaint.words_key_id)
        if bytes(complaint.words_check) != check:
            wrong.append(f"{number} has other words")
    filed = Counter(Entry.objects.filter(event="file").values_list("subject", flat=True))
    owed = Counter(Notice.objects.filter(kind="desk_new").values_list("about", flat=True))
    for subject in Complaint.objects.values_list("subject", flat=True):
        if filed.pop(subject, 0) != 1:
            wrong.append(f"{subject} stands in the ledger not once")
        if owed.pop(subject, 0) != 1:
            wrong.append(f"{subject} was told to the desk not once")
    wrong += [f"{subject} is in the ledger alone" for subject in filed] + [f"{s} is a notice alone" for s in owed]
    return {"markers": Counter(marker for markers, _row in told for marker in set(markers)), "wrong": wrong}
