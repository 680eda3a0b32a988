"""The root of all addresses: people's doors, and signing in."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dengar.web.urls")),
    path("", include("dengar.web.desk.signing_urls")),
]

handler400 = "dengar.web.errors.bad_request"
handler403 = "dengar.web.errors.forbidden"
handler404 = "dengar.web.errors.not_found"
handler500 = "dengar.web.errors.server_error"
