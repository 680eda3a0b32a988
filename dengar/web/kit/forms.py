"""
The form that every page uses, and its fields.

A page shows it by the tags of `kit`: {% errors form %} on top, then {% field form.story %} or
{% fieldset form.way %} ... {% endfieldset %}. Nothing typed is lost: a refused form comes back as it
was, with a sentence at the field that says what is there and what is needed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dengar.files.limits import ACCEPT
from dengar.files.operations import Upload
from dengar.kit.errors import Refused
from dengar.web.kit.cleaning import one_line, tidy

Words = str | Promise

EMPTY = _("This is still empty.")
UNSTORABLE = _(
    "There was a character in here that cannot be kept. We took it out: please check that it still reads right."
)
TOO_LONG = ngettext_lazy(
    "This is %(show_value)d characters long. There is room for %(limit_value)d.",
    "This is %(show_value)d characters long. There is room for %(limit_value)d.",
    "limit_value",
)
NOT_OFFERED = _("Please choose one of the answers that are shown here.")


class KitForm(forms.Form):
    """
    A form in our look.

    The browser's own checks stay off (the page says it better, in the person's language), so every
    <form> that shows one carries `novalidate`.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows this form: 422 once something in it was refused."""
        return 422 if self.is_bound and self.errors else 200


def refuse(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Say a rule's refusal in the form's summary, or at the `field` that it is about."""
    form.add_error(field, str(refusal))


class _TidyField(forms.CharField):
    """A text that is tidied before it is checked; it never cuts, it says what is too much."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        messages = {"required": EMPTY, "max_length": TOO_LONG} | dict(kwargs.pop("error_messages", {}))
        super().__init__(max_length=max_length, error_messages=messages, **kwargs)

    def clean_text(self, text: str) -> str:
        raise NotImplementedError

    def to_python(self, value: object) -> str:
        text = "" if value in self.empty_values else str(value)
        if "\x00" in text:
            raise ValidationError(UNSTORABLE, code="unstorable")
        text = self.clean_text(text)
        return text.strip() if self.strip else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave `maxlength` out: a browser would cut a pasted text without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Give back what was typed, without what can never be stored, so that sending it again works."""
        return self.clean_text(data) if isinstance(data, str) else data


class WordsField(_TidyField):
    """
    Sentences in the person's own words, on several lines.

    :param max_length: characters after tidying; a line end counts one.
    :param rows: height on the page, in lines.
    """

    def __init__(self, *, max_length: int = 4000, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def clean_text(self, text: str) -> str:
        return tidy(text)


class LineField(_TidyField):
    """A few words on one line: a name, a search, a reason."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean_text(self, text: str) -> str:
        return one_line(text)


class PickField(forms.ChoiceField):
    """
    One of a few choices, as radio buttons. Show it by {% choices form.x %} or {% fieldset form.x %}.

    :param notes: for some values a second, quieter line under the choice's words.
    """

    widget = forms.RadioSelect

    def __init__(self, *, notes: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        messages = {"required": _("Please choose one."), "invalid_choice": NOT_OFFERED}
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        self.notes = dict(notes or {})
        super().__init__(**kwargs)


class ListField(forms.ChoiceField):
    """One of many choices, as a list that drops down. Show it by {% field form.x %}."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Please choose one from the list."), "invalid_choice": NOT_OFFERED}
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        super().__init__(**kwargs)


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs' parameter does not exist at run time
    """One of some rows of the database, as a list that drops down. Show it by {% field form.x %}."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        messages = {"required": _("Please choose one from the list."), "invalid_choice": NOT_OFFERED}
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        super().__init__(queryset, **kwargs)


class PickSeveralField(forms.MultipleChoiceField):
    """Any number of a few choices, as check boxes. `notes` as in PickField."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, notes: Mapping[str, Words] | None = None, **kwargs: Any) -> None:
        messages = {"required": _("Please choose at least one."), "invalid_choice": NOT_OFFERED}
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        self.notes = dict(notes or {})
        super().__init__(**kwargs)


class TickField(forms.BooleanField):
    """
    One check box with its words. Show it by {% tickbox form.x %}.

    :param note: a second, quieter line under the words.
    """

    def __init__(self, *, note: Words = "", **kwargs: Any) -> None:
        messages = {"required": _("Please tick this to go on.")}
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        self.note = note
        super().__init__(**kwargs)


class DayField(forms.DateField):
    """A day of the calendar. Accepts 2026-11-24 (the browser's picker) and 24-11-2026 or 24/11/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        messages = {
            "required": EMPTY,
            "invalid": _("We cannot read this as a day. Please write it like 24-11-2026: day, month, year."),
        }
        kwargs["error_messages"] = messages | dict(kwargs.get("error_messages") or {})
        super().__init__(**kwargs)


class PhoneField(_TidyField):
    """A telephone number: 8 to 15 digits after cleaning; spaces, dots, brackets and dashes do not matter."""

    FEWEST, MOST = 8, 15  # a fixed line of a small town; the longest number of ITU-T E.164

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "class": "short"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **kwargs)

    def clean_text(self, text: str) -> str:
        return one_line(text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        odd = "".join(sorted(set(value) - set("0123456789 +-.()/")))
        if odd:
            raise ValidationError(_("“%(odd)s” is no part of a telephone number."), params={"odd": odd[:10]})
        digits = sum(sign.isdigit() for sign in value)
        if not self.FEWEST <= digits <= self.MOST:
            raise ValidationError(str(self._count_words(digits)) % {"n": digits})

    def _count_words(self, digits: int) -> Words:
        if digits < self.FEWEST:
            return ngettext_lazy(
                "This number has only %(n)d digit so far. Usually there are 10 to 13, like 0812 0000 4321.",
                "This number has only %(n)d digits so far. Usually there are 10 to 13, like 0812 0000 4321.",
                digits,
            )
        return _("This number has %(n)d digits. Usually there are 10 to 13, like 0812 0000 4321.")


class MailField(_TidyField):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
        kwargs.setdefault("widget", forms.EmailInput(attrs=attrs))
        super().__init__(max_length=254, **kwargs)  # RFC 5321, 4.5.3.1.3
        sentence = _("We cannot read this as an e-mail address. It looks like name@example.go.id.")
        self.validators.append(EmailValidator(message=sentence))

    def clean_text(self, text: str) -> str:
        return one_line(text)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.Field):
    """
    Any number of files. Cleaned to a list of `files.operations.Upload`; each file is judged where it is kept.

    A <form> that shows it carries enctype="multipart/form-data".
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput(attrs={"accept": ACCEPT}))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> list[Upload]:
        return [Upload(one_line(file.name or ""), file.read(), file.size or 0) for file in value or []]


def refuse_files(form: forms.Form, field: str, refused: Iterable[tuple[Upload, Refused]]) -> None:
    """Say at the `field` which files were refused, each by its own name, and why."""
    for upload, why in refused:
        form.add_error(field, f"“{upload.name}”: {why}")


def in_summary(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    """Yield (id of the control or "", sentence) for everything that was refused, in the page's order."""
    for sentence in form.non_field_errors():
        yield "", str(sentence)
    for name in form.fields:
        bound = form[name]
        for sentence in bound.errors:
            yield _first_id(bound), _with_label(str(bound.label or ""), str(sentence))


def _with_label(label: str, sentence: str) -> str:
    """Put what it is about before the sentence: "Phone: this number ...", "What happened? This is ..."."""
    return f"{label}{'' if label[-1:] in '?.!' else ':'} {sentence}".lstrip()


def _first_id(bound: forms.BoundField) -> str:
    """Return the id of the control that a link should lead to; of several choices, the first."""
    if bound.use_fieldset:
        return next((part.id_for_label or "" for part in bound.subwidgets), "")
    return bound.id_for_label or bound.auto_id
