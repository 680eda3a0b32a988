"""
The stems of an Indonesian text: what search compares. "menunggu", "ditunggu", "tunggu" are one.

Only words of letters count. A number (telephone, NIK, plate) has no stem, so that nobody finds a person by it past the
one door to who somebody is; nor have the small words of every text, whose frequency would tell them apart.
"""

import re
import unicodedata
from functools import cache, lru_cache

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

WORD = re.compile(r"[^\W\d_]+")
SHORTEST, LONGEST = 3, 30  # letters
REMEMBERED = 20_000  # words whose stem a process keeps, so that its memory does not grow without end
_SMALL = """
ada adalah agar akan aku anda apa apakah atas atau bagi bahwa banyak baru beberapa begitu belum biar bila bisa
boleh buat bukan cuma dalam dan dapat dari dengan demi dia dua hanya harus hingga ini itu jadi jangan jika juga
kalau kali kami karena kata kayak kepada ketika kita lagi lain lalu lebih maka malah masih mau mereka mungkin nah
nanti nya oleh pada padahal paling para per pernah punya pula pun saat saja sama sampai sangat satu saya sebagai
sebelum sebuah secara sedang sehingga sejak sekali sekarang selalu semua seorang seperti sering serta sesudah
setelah setiap siapa sini situ suatu sudah supaya tadi tanpa tapi tentang terus tetap tetapi tiap tidak tiga untuk
yaitu yang gak nggak enggak tak kok sih dong deh aja udah udh dgn utk krn tdk sdh blm
"""
SMALL_WORDS = frozenset(_SMALL.split())


def stems(text: str) -> list[str]:
    """Return the different stems of a text, in the order in which they come first."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = (word for word in WORD.findall(plain) if SHORTEST <= len(word) <= LONGEST and word not in SMALL_WORDS)
    return list(dict.fromkeys(stem for stem in map(_stem, words) if len(stem) >= SHORTEST and stem not in SMALL_WORDS))


@lru_cache(REMEMBERED)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word))


@cache
def _stemmer() -> Stemmer:
    """Read the dictionary of 30,000 root words once, where it is first needed (25 ms)."""
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))
