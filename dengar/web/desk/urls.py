"""Where the desk's pages stand. Each area has a file of its own."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dengar.web.desk.urls_case")),
    path("", include("dengar.web.desk.urls_talking")),
    path("", include("dengar.web.desk.urls_verifying")),
    path("", include("dengar.web.desk.urls_deciding")),
    path("", include("dengar.web.desk.urls_acting")),
    path("", include("dengar.web.desk.urls_agreeing")),
    path("", include("dengar.web.desk.urls_custody")),
]
