import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.ledger import notes
from dengar.ledger.notes import BadNote, Tree

# A note made by other people's tool (Go's x/mod/sumdb/note), with its verifier key.
THEIR_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
THEIR_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
THEIR_NOTE = (
    f"{THEIR_TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NAME = "mpp.example/buku/banjarbaru"
SECRET = bytes(range(32))
PUBLIC = notes.public_key(SECRET)
TREE = Tree(NAME, 64, b"r" * 32)

lines = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=20)


def test_a_note_of_other_peoples_tool_is_read():
    name, _, raw = THEIR_KEY.split("+", 2)
    public = base64.b64decode(raw)[1:]
    assert notes.verifier_key(name, public) == THEIR_KEY
    assert notes.verify(THEIR_NOTE, name, public) == THEIR_TEXT


@given(st.lists(lines, min_size=1, max_size=4))
def test_what_is_signed_is_read_again(parts):
    text = "\n".join(parts) + "\n"
    assert notes.verify(notes.sign(text, NAME, SECRET), NAME, PUBLIC) == text


def test_a_text_may_hold_empty_lines():
    text = "one\n\nthree\n"
    assert notes.verify(notes.sign(text, NAME, SECRET), NAME, PUBLIC) == text


def test_further_signatures_of_others_are_ignored():
    note = notes.sign(TREE.text(), NAME, SECRET)
    other = notes.sign(TREE.text(), "witness.example/w1", b"w" * 32).rpartition("\n\n")[2]
    assert notes.verify(note + other, NAME, PUBLIC) == TREE.text()
    assert notes.verify(note + other, "witness.example/w1", notes.public_key(b"w" * 32)) == TREE.text()


def test_every_flipped_bit_of_a_note_is_found():
    note = notes.sign(TREE.text(), NAME, SECRET).encode()
    for place in range(len(note)):
        for bit in range(8):
            flipped = bytearray(note)
            flipped[place] ^= 1 << bit
            try:
                text = notes.verify(flipped.decode(), NAME, PUBLIC)
            except (BadNote, UnicodeDecodeError):
                continue
            assert text == TREE.text()  # only unused bits of the last base64 sign can change nothing


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n\n",
        TREE.text(),
        TREE.text() + "\n",
        TREE.text() + "\n— name\n",
        TREE.text() + "\n— name !!!!\n",
        TREE.text() + "\n— name AAAA\n",
        TREE.text() + "\n- name AAAAAAAA\n",
        TREE.text() + "\n— " + NAME + " AAAAAAAAAAAA",
        TREE.text() + "\n" + "— name AAAAAAAAAAAA\n" * 65,
    ],
)
def test_what_is_no_note_of_ours_is_refused(note):
    with pytest.raises(BadNote):
        notes.verify(note, NAME, PUBLIC)


@pytest.mark.parametrize("text", ["", "no newline", "tab\there\n", "nul\x00\n"])
def test_what_no_note_can_hold_is_not_signed(text):
    with pytest.raises(ValueError):
        notes.sign(text, NAME, SECRET)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "no\u00a0space"])
def test_what_is_no_name_of_a_key_is_refused(name):
    with pytest.raises(ValueError):
        notes.sign("text\n", name, SECRET)


@given(st.integers(0, 2**63), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_written(size, root):
    assert Tree.parse(Tree(NAME, size, root).text()) == Tree(NAME, size, root)


def test_further_lines_of_a_checkpoint_are_ignored():
    assert Tree.parse(TREE.text() + "extension\n") == TREE


ROOT = base64.b64encode(b"r" * 32).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{NAME}\n64\n{ROOT}",
        f"\n64\n{ROOT}\n",
        f"{NAME}\n064\n{ROOT}\n",
        f"{NAME}\n-1\n{ROOT}\n",
        f"{NAME}\n٣\n{ROOT}\n",
        f"{NAME}\n64\n{ROOT[:-4]}\n",
        f"{NAME}\n64\nno base64\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        Tree.parse(text)
