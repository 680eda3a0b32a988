"""Where each page stands. Addresses are Indonesian; each door includes its own."""

from django.urls import URLPattern, URLResolver, include, path

from dengar.web.kit.gallery import gallery
from dengar.web.public.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dengar.web.public.urls")),
    path("pengaturan/", include("dengar.web.mall.urls")),
    path("", include("dengar.web.desk.urls")),
    path("pantau/", include("dengar.web.citizen.urls_mine")),
    path("kit/", gallery, name="gallery"),
    path("sehat", health, name="health"),
]
