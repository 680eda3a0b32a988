"""Where each page stands. Addresses are Indonesian; each door includes its own."""

from django.urls import URLPattern, URLResolver, include, path

from dengar.web.desk import settling
from dengar.web.kit.gallery import gallery
from dengar.web.public.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dengar.web.public.urls")),
    path("pengaturan/", include("dengar.web.mall.urls")),
    path("", include("dengar.web.desk.urls")),
    path("pantau/", include("dengar.web.citizen.urls_mine")),
    path("lapor/", include("dengar.web.citizen.filing.urls")),
    path("saran/", include("dengar.web.citizen.suggestion_urls")),
    path("meja/beres/", settling.settle, name="settle"),
    path("meja/beres/tercatat/", settling.settled, name="settled"),
    path("kit/", gallery, name="gallery"),
    path("sehat", health, name="health"),
]
