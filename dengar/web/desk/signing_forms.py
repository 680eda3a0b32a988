"""The forms of signing in: allauth's checks, our fields and words."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dengar.people.operations.rules import WeakPassword
from dengar.web.kit.forms import EMPTY, KitForm, LineField, MailField

LONGEST_PASSWORD = 1024  # characters; a longer one is a paste gone wrong


class PasswordField(forms.CharField):
    """
    A password: never tidied, never shown again.

    :param new: whether it is being chosen now, so that the browser offers to make one.
    """

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": "new-password" if new else "current-password"}
        messages = {
            "required": EMPTY,
            "max_length": _("This is longer than a password can be: 1024 characters at most."),
            "null_characters_not_allowed": _("There is a character in here that no password can have."),
        }
        super().__init__(
            widget=forms.PasswordInput(attrs=attrs),
            strip=False,
            max_length=LONGEST_PASSWORD,
            error_messages=messages,
            **kwargs,
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)  # a browser would cut a pasted one without a word
        return attrs


def _code_field(label: Any, hint: Any) -> LineField:
    attrs = {"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
    return LineField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"max_length": _("A code has 6 figures, a spare code 8.")},
    )


def strong(password: str, officer: Any) -> str:
    """
    Return the password, if it is not easy to guess.

    :raises ValidationError: with our sentence.
    """
    try:
        validate_password(password, officer)
    except ValidationError:
        raise ValidationError(WeakPassword.message) from None
    return password


class SignInForm(LoginForm, KitForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}
        self.fields["login"] = MailField(label=_("Work e-mail"), widget=forms.EmailInput(attrs=attrs))
        self.fields["password"] = PasswordField(
            label=_("Password"), help_text=_("May be pasted from a password manager.")
        )


class CodeForm(AuthenticateForm, KitForm):  # type: ignore[misc]  # allauth has no types
    code = _code_field(
        _("6-figure code from your app"), _("It changes every 30 seconds. We still take one that has just passed.")
    )


class CodeAgainForm(ReauthenticateByCodeForm, KitForm):  # type: ignore[misc]  # allauth has no types
    code = _code_field(
        _("6-figure code from your app"), _("It changes every 30 seconds. We still take one that has just passed.")
    )


class PasswordAgainForm(ReauthenticateForm, KitForm):  # type: ignore[misc]  # allauth has no types
    password = PasswordField(label=_("Password"))


class EnrolForm(ActivateTOTPForm, KitForm):  # type: ignore[misc]  # allauth has no types
    code = _code_field(_("6-figure code from your app"), _("It shows that the app is set up rightly."))


class ForgottenForm(ResetPasswordForm, KitForm):  # type: ignore[misc]  # allauth has no types
    email = MailField(label=_("Work e-mail"))


class NewPasswordForm(KitForm):
    """A password chosen now, once: the person can look at it in the password manager."""

    password1 = PasswordField(
        new=True, label=_("New password"), help_text=_("At least 12 characters, such as four words of your own.")
    )

    officer: Any = None

    def clean_password1(self) -> str:
        return strong(self.cleaned_data["password1"], self.officer)


class ResetForm(NewPasswordForm, ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = self.user
        self.fields.pop("password2", None)


class ChangeForm(NewPasswordForm, ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    oldpassword = PasswordField(label=_("Your password until now"))
    field_order = ("oldpassword", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = self.user
        self.fields.pop("password2", None)
