"""
The rules by which a text is found to tell who somebody is: numbers, names, days, places.

Written in the part of regular expressions that Python and a browser read alike (ASCII classes, no look-behind,
no flags inside), so that the page warns by the same RULES without sending a letter anywhere (`for_browser`).
Every rule has one group, which ends where the match ends and is what tells. What an earlier rule found is not
looked at by a later one.
"""

import json
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found. Each has words for the page (web) and words that take its place (redaction.IN_PLACE)."""

    EMAIL = "email"
    NIK = "nik"  # the number of an identity card
    KK = "kk"  # the number of a family card
    ACCOUNT = "account"
    REGISTRATION = "registration"  # the number of a file, a card, a passport, a receipt of ours
    PHONE = "phone"
    PLATE = "plate"
    ADDRESS = "address"
    DATE = "date"  # a day: in a small office it tells who was there
    NAME = "name"


@dataclass(frozen=True)
class Rule:
    """One pattern; `any_case`: capitals do not matter."""

    kind: Kind
    pattern: str
    any_case: bool = True


def for_browser() -> str:
    """Return the rules as the warning's script holds them: JSON of [kind, pattern, flags]."""
    rows = [[rule.kind, rule.pattern, "gi" if rule.any_case else "g"] for rule in RULES]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _capitals(words: str) -> str:
    """Each word with a capital and in capitals."""
    forms = [form for word in words.split() for form in (word.capitalize(), word.upper())]
    return "(?:" + "|".join(dict.fromkeys(forms)) + ")"


def _cased(words: str) -> str:
    """Each word as it stands, with a capital and in capitals, for rules that heed case."""
    forms = [form for word in words.split() for form in (word, word.capitalize(), word.upper())]
    return "(?:" + "|".join(dict.fromkeys(forms)) + ")"


# Sixteen digits: province and regency by the ministry's code, district; the day (41 to 71 for women) and month of
# birth, or of the family card; four more. People write them in groups.
_GAP = "[ .-]?"
_SIXTEEN = _GAP.join(
    [r"(?:1[1-9]|2[01]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])", r"[0-7]", r"\d", r"\d", r"\d"]
    + [r"(?:[04][1-9]|[1256]\d|[37][01])", r"(?:0[1-9]|1[0-2])"]
    + [r"\d"] * 6
)
_LONG = r"\d[\d .-]{6,22}\d\b"
_NUMBER = r"[a-z0-9]+(?:[./-][a-z0-9]+)*"

_FILE = (
    r"(?:registrasi|pendaftaran|berkas|permohonan|resi|sertifikat|shm|shgb|paspor|passport|sim|npwp|nip|nib|nop|bpjs"
    r"|akta(?: (?:lahir|kelahiran|nikah|cerai|kematian))?|surat(?: (?:kuasa|tugas|keterangan|tanah))?|peserta|stnk"
    r"|bpkb|rangka|mesin|laporan|aduan|pelanggan|meter|polis|tiket|ticket|registration|application|file|reference"
    r"|certificate)"
)

_MONTH = (
    r"(?:jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|ag(?:ustus|ust|t|s)"
    r"|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)"
)
_WEEKDAY = r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
# A feast without a year, and a day that comes every month, tell nobody apart.
_FEAST = r"(?:17 (?:agustus|august)|1 (?:januari|january|mei|may|juni|june)|25 (?:desember|december))\b(?! ?\d)"
_AGAIN = r"(?! (?:setiap|tiap|of (?:each|every)))"

_STREET = r"(?!(?:Keluar|Masuk|Raya|Tol|Kaki|Menuju)\b)[A-Z][A-Za-z.'’]*(?: (?!N[Oo]\b|RT\b|RW\b)[A-Z][A-Za-z'’]*)*"
_RT = r"[Rr][Tt]\.? ?\d{1,3}(?: ?/ ?\d{1,3}|(?: ?[/,] ?| )[Rr][Ww]\.? ?\d{1,3})?"
_HOUSE = rf"(?: \d+[A-Z]?\b)?(?:,? (?:[Nn]o(?:mor)?|NO|[Bb]lok)\.? ?[A-Z]?\d*[A-Za-z]?(?:/\d+)?\b){{0,2}}(?:,? {_RT})?"

# Whoever is called by an office has no name in it; and words with a capital for another reason.
_NOBODY = _capitals(
    "kepala ketua petugas pegawai pejabat staf lurah camat rt rw bupati wali walikota gubernur presiden menteri "
    "dokter bidan guru dosen hakim jaksa polisi satpam kasir teller loket operator sekretaris bendahara direktur "
    "manajer supir sopir saya kami kita mereka dia itu ini yang dan atau di ke dari untuk tidak sudah belum akan "
    "juga mau minta bilang tolong hamil kandung tua muda kota negara bapak ibu pak bu saudara sekalian pimpinan "
    "atasan penjaga parkir dinas kantor selaku"
)
# Where a name ends though the next word has a capital too.
_NO_MORE = _capitals(
    "disdukcapil samsat bpjs mpp ktp kk pbb npwp polres imigrasi taspen pdam dpmptsp bpprd pkk sim skck puskesmas "
    "dinas kabupaten kecamatan kelurahan kota senin selasa rabu kamis jumat sabtu minggu"
)
_WORD = rf"(?!{_NO_MORE}\b)(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]{{3,}}\b|[A-Z]\.|[A-Z]\b(?= [A-Z][a-z]))"
_MORE = rf"(?:(?: (?:bin|binti|Bin|Binti))? {_WORD}){{0,3}}"
_FULL = rf"(?!{_NOBODY}\b){_WORD}{_MORE}"
_CALLED = "pak bapak bu ibu bpk sdr sdri saudara saudari tn ny nn mas mbak mba kak bang acil paman haji"
_TITLE = (
    rf"(?:{_cased(_CALLED + ' mr mrs ms')}\.?|[Dd]r\.|[Dd]r[sag]\.|[Ii]r\.|[Pp]rof\.|Hj?\.|KH\.?"
    r"|[Uu]st(?:\.|az|adz|azah)|si|[Aa]lm(?:\.|arhum(?:ah)?))"
)
# First names that are hardly ever another word.
_GIVEN = (
    "abdul achmad agus ahmad aisyah aminah arif bambang budi dedi dian endang fadli fatimah fauzi fitri gunawan "
    "hasan hendra herman husin ibrahim indra irfan iwan jamilah joko kartini khadijah lina mariam marlina muhammad "
    "mulyadi mulyono noor nurul rahman rahmat ratna rina rini rizki rizky rudi rusdi saiful siti slamet sugeng "
    "suparman supriadi suryani susanti syahrul teguh titin wahyu wati yanti yuni yusuf zainal zainab"
)
_DEGREE = r",? (?:S\.? ?(?:H|E|Kom|Pd|Sos|IP|T|Ag|Si|Hum|Kep|STP)|M\.? ?(?:M|Si|Pd|H|Kom|AP|Kes)|A\.Md)\b"
_WHOSE = r"(?: (?:lengkap|anak|istri|suami|ibu|bapak|ayah|adik|kakak|petugasnya))?(?: (?:saya|ulun|aku|kami))?"
_NAMED = (
    rf"(?:[Nn]ama{_WHOSE}(?: adalah| ialah| yaitu)?|[Bb]ernama|[Nn]amanya|[Aa]tas nama|[Aa]\.?n\."
    r"|[Mm]y (?:\w+ )?name is|[Nn]amed|[Nn]ame is|[Nn]ame)"
)
# "Nama saya salah tulis": what is said of a name is no name. Only here are small letters taken for one.
_SAID = (
    r"(?:di\w*|ter\w+|ke\w*|ber\w+|me\w+|salah\w*|tidak|tak|gak?|nggak|bukan|belum|sudah|udah|jadi|juga|masih|akan"
    r"|mau|kurang|lebih|hilang|kosong|beda|sama|ada|yang|dan|atau|pada|dengan|oleh|untuk|dari|dalam|itu|ini|lengkap"
    r"|sendiri|saya|kami|orang|anak|istri|suami|ayah|bapak|ibu|pak|bu|satu|dua|huruf|saja|tolong|mohon|tadi|baru"
    r"|hanya|cuma|tetapi|tapi|muncul)\b"
)
_SMALL = rf"(?!{_SAID})[a-z]{{3,}}"

RULES: tuple[Rule, ...] = (
    Rule(Kind.EMAIL, r"([a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,})"),
    Rule(Kind.KK, rf"\b(?:kk|kartu keluarga|family card)\b[^\d\n]{{0,25}}({_SIXTEEN})\b"),
    Rule(Kind.NIK, rf"\b({_SIXTEEN})\b"),
    Rule(Kind.NIK, r"\b(?:nik|ktp)\b[^\d\n]{0,20}(\d{16})\b"),
    Rule(
        Kind.ACCOUNT,
        r"\b(?:rekening|norek|rek|account|va|kartu (?:kredit|debit|atm)|bri|bca|bni|btn|bsi|mandiri|bank \w+)\b"
        rf"[^\d\n]{{0,28}}\b({_LONG})",
    ),
    Rule(Kind.REGISTRATION, r"\b(\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3})\b"),  # NPWP
    Rule(  # a receipt of ours: at least one digit in it, or it is two words
        Kind.REGISTRATION,
        r"\b(?=[A-Z]{0,3}\d|[A-Z]{4}-[A-Z]{0,3}\d)([2-9HKLMRSTWY]{4}-[2-9HKLMRSTWY]{4})\b",
        any_case=False,
    ),
    Rule(Kind.REGISTRATION, r"\b(D-[2-9HKLMRSTWY]{4})\b", any_case=False),  # an agency's handle of a report
    Rule(Kind.REGISTRATION, rf"\b{_FILE}\b[^\d\n]{{0,12}}\b({_LONG})"),
    Rule(
        Kind.REGISTRATION,
        rf"\b{_FILE}(?: (?:saya|anak saya|kami|kendaraan))?(?: (?:no|nomor|number)\b)?(?:\.|:| :| is| adalah)* "
        rf"((?=[a-z./-]*\d[a-z./-]*\d[a-z./-]*\d)(?!{_YEAR}\b(?![./-])){_NUMBER})\b",
    ),
    Rule(Kind.REGISTRATION, r"\b(\d{3,}/[a-z0-9./-]+/(?:19|20)\d\d)\b"),  # as letters are numbered
    Rule(Kind.PHONE, r"((?:\+62|\b62|\b0)[ .-]?\(?8[1-9]\d?\)?(?:[ .-]?\d){6,9})\b"),
    Rule(Kind.PHONE, r"(\(0[2-9]\d{1,3}\) ?\d(?:[ .-]?\d){4,7}|\b0[2-79]\d{1,2}[ -]\d(?:[ .-]?\d){4,7})\b"),
    Rule(Kind.PHONE, r"\b(?:hp|wa|whatsapp|telepon|telp|tlp|phone)\b[^\d\n]{0,20}(\d(?:[ .-]?\d){6,12})\b"),
    Rule(Kind.REGISTRATION, r"\b(\d{10,20})\b"),  # nothing else that people write is so long
    Rule(
        Kind.PLATE,
        r"\b((?:A[ABDEG]?|B[ABDEGHKLMNPT]?|D[ABCDEGHKLMNRT]?|E[ABD]?|[FGHLMNRSTWZ]|K[BHTU]?|P[AB]?)[ .-]?\d{3,4}[ .-]?"
        r"[A-Z]{1,3}|[ABDEKP][A-Z] \d{1,2} [A-Z]{1,3})\b",
        any_case=False,
    ),
    Rule(
        Kind.PLATE,
        r"\b(?:plat|nopol|polisi|motor|mobil|kendaraan|truk|plate)\b(?: \w+){0,3}:?"
        r" ([a-z]{1,2} ?\d{1,4} ?[a-z]{1,3})\b",
    ),
    Rule(
        Kind.ADDRESS,
        r"\b((?:[Jj]l|[Jj]ln|[Jj]alan|JL|JLN|JALAN|[Gg]g|[Gg]ang|[Kk]ompleks?|[Kk]omp|[Pp]erum|[Pp]erumahan|[Dd]esa"
        rf"|[Dd]usun)\.? {_STREET}{_HOUSE})",
        any_case=False,
    ),
    Rule(
        Kind.ADDRESS,
        r"\b((?:jln?|gg)\.? ?[a-z]+(?: [a-z]+){0,3}(?: \d+)? no(?:mor)?\.? ?\d+[a-z]?"
        rf"(?:,? {_RT})?|jln?\.? [a-z]+)\b",
    ),
    Rule(Kind.ADDRESS, rf"\b({_RT})\b"),
    Rule(
        Kind.ADDRESS,
        r"\b(blok [a-z]{1,2}\d*,? ?(?:no(?:mor)?\.? ?)?\d+|rumah (?:saya |kami )?(?:di )?no(?:mor)?\.? ?\d+[a-z]?)\b",
    ),
    Rule(
        Kind.DATE,
        rf"\b(?!{_FEAST})((?:{_WEEKDAY},? )?{_DAY}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}\b(?:\.?,?[ -]{_YEAR}\b)?)"
        rf"{_AGAIN}",
    ),
    Rule(
        Kind.DATE,
        r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr"
        rf"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? {_DAY}(?:st|nd|rd|th)?\b(?:,? {_YEAR}\b)?)",
        any_case=False,
    ),
    Rule(Kind.DATE, rf"\b({_DAY}[/.-](?:0?[1-9]|1[0-2])[/.-](?:{_YEAR}|\d\d))\b"),
    Rule(Kind.DATE, rf"\b({_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))\b"),
    Rule(
        Kind.DATE,
        rf"(?:^|[^a-z ] ?|\b(?!(?:setiap|tiap)\b)[a-z]+ )((?:tanggal|tgl)\.? {_DAY}(?:[/-](?:0?[1-9]|1[0-2]))?)\b"
        rf"(?![,.]\d){_AGAIN}",
    ),
    Rule(Kind.NAME, rf"\b((?:{_TITLE} ){{1,3}}{_FULL}(?:{_DEGREE})?)", any_case=False),
    Rule(Kind.NAME, rf"\b({_WORD}{_MORE}{_DEGREE})", any_case=False),
    Rule(Kind.NAME, rf"\b{_NAMED}(?: ?:)? ({_FULL})", any_case=False),
    Rule(Kind.NAME, rf"\b((?:{_capitals(_GIVEN)})\b{_MORE})", any_case=False),
    Rule(Kind.NAME, rf"\b((?:{_CALLED.replace(' ', '|')})\.? (?:{_GIVEN.replace(' ', '|')}))\b"),
    Rule(Kind.NAME, rf"\b(?:nama (?:lengkap )?(?:saya|ulun|aku)(?: adalah)?|bernama) ({_SMALL}(?: {_SMALL}){{0,2}})\b"),
)
