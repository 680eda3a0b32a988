"""A person's phone without script: it follows links, fills in forms, keeps cookies, and tries again."""

from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

HOPS = 5  # redirects in a row
URLENCODED = "application/x-www-form-urlencoded"
BOUNDARY = "----dengar-proof"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


class NoAnswer(Exception):
    """The connection broke, or the house is not well just now. Whoever asked may ask again."""


class Page(HTMLParser):
    """The parts of a page that a form needs, and the receipt's number and words."""

    def __init__(self, path: str, status: int, text: str) -> None:
        super().__init__()
        self.path, self.status, self.text = path, status, text
        self.fields: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.number = ""
        self._form = self._keys = False
        self._into = ""
        self._select: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = given.get("method", "").lower() == "post" and "data-language" not in given
        elif self._form and tag in ("input", "select", "option", "textarea"):
            self._field(tag, given)
        elif tag == "ol" and given.get("class") == "keys":
            self._keys = True
        elif tag == "li" and self._keys:
            self._into = "word"
        elif tag == "p" and "number" in given.get("class", "").split():
            self._into = "number"

    def _field(self, tag: str, given: dict[str, str]) -> None:
        if tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "textarea":
            self._into = f"field:{given.get('name')}"
        elif self._select and "selected" in given:
            self.fields[self._select] = [given.get("value", "")]

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name"), given.get("type", "text")
        if not name or kind in ("submit", "button", "file"):
            return
        if kind not in ("radio", "checkbox") or "checked" in given:
            self.fields.setdefault(name, []).append(given.get("value", "on"))

    def handle_data(self, data: str) -> None:
        if self._into == "word":
            self.words.append(data.strip())
        elif self._into == "number":
            self.number = self.number or data.strip()
        elif self._into.startswith("field:"):
            self.fields[self._into.removeprefix("field:")] = [data]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("li", "p", "textarea"):
            self._into = ""
        elif tag == "ol":
            self._keys = False
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._form = False


class Phone:
    """
    One browser with its cookies.

    :param forgiving: show pages of refusal too, instead of calling them a fault.
    """

    def __init__(self, port: int, *, forgiving: bool = False) -> None:
        self.port, self.forgiving = port, forgiving
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        """Open a page, following redirects. Raises NoAnswer."""
        return self._follow("GET", path, b"")

    def send(self, page: Page, *, upload: tuple[str, str, bytes] | None = None, **fields: str) -> Page:
        """
        Send the form of a page with these fields changed. Raises NoAnswer.

        :param upload: a file for it: its field, its own name, its content.
        """
        data = page.fields | {name: [value] for name, value in fields.items()}
        if upload is None:
            return self._follow("POST", page.path, urlencode(data, doseq=True).encode())
        return self._follow("POST", page.path, multipart(data, *upload), MULTIPART)

    def _follow(self, method: str, path: str, body: bytes, kind: str = URLENCODED) -> Page:
        for _hop in range(HOPS):
            status, location, text = self._ask(method, path, body, kind)
            if status >= 500:
                raise NoAnswer(f"{method} {path}: {status}")
            if status >= 400 and not self.forgiving:
                raise AssertionError(f"{method} {path}: {status} {text[:3000]}")
            if not location:
                return Page(path, status, text)
            place = urlsplit(urljoin(path, location))
            method, body, path = "GET", b"", place.path + (f"?{place.query}" if place.query else "")
        raise AssertionError(f"{path} leads in a circle")

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = [f"{name}={value}" for name, value in self.cookies.items()]
        headers = {"Cookie": "; ".join(sent)} if sent else {}
        if method == "POST":
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, HTTPException) as error:
            raise NoAnswer(f"{method} {path}: {type(error).__name__}") from error
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location", ""), text


def multipart(data: dict[str, list[str]], field: str, name: str, content: bytes) -> bytes:
    """Return a form's body with one file."""
    head = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    said = "".join(f'{head}"{key}"\r\n\r\n{value}\r\n' for key, values in data.items() for value in values)
    start = f'{said}{head}"{field}"; filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    return start.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def file_report(phone: Phone, story: str, *, attached: tuple[str, bytes] | None = None, **contact: str) -> Page:
    """
    Go through the seven pages of filing and come to the receipt, from wherever this phone stands. Raises NoAnswer.

    :param attached: the name and the content of a file.
    :param contact: fields of the page that asks how to reach the person; none: without a name.
    """
    page = phone.get("/lapor/")
    for fields in ({"about": "unknown"}, {"mode": "confidential" if contact else "anonymous"}, {"story": story}):
        page = phone.send(page, **fields)
    page = phone.send(page, upload=("attached", *attached) if attached else None)
    for fields in ({}, contact):
        page = phone.send(page, **fields)
    return receipt_after(phone, page)


def receipt_after(phone: Phone, page: Page) -> Page:
    """Send the checked answers; or, when they were sent before, read the receipt again."""
    if page.path.startswith("/lapor/periksa/"):
        page = phone.send(page)
    if page.path != "/lapor/tanda-terima/" or len(page.words) != 5 or not page.number:
        raise AssertionError(f"no receipt, but {page.status} {page.path}: {page.text[:3000]}")
    return page
