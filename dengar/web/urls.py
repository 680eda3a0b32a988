"""Where each page stands. Addresses are Indonesian; each door includes its own."""

from django.urls import URLPattern, URLResolver, include, path

from dengar.web.citizen import counter
from dengar.web.desk import assisting, settling, slips
from dengar.web.kit.gallery import gallery
from dengar.web.public.health import health
from dengar.web.public.metrics import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("dengar.web.public.urls")),
    path("pengaturan/", include("dengar.web.mall.urls")),
    path("", include("dengar.web.desk.urls")),
    path("pantau/", include("dengar.web.citizen.urls_mine")),
    path("l/", counter.counters, name="counters"),
    path("l/<slug:slug>/", counter.counter, name="counter"),
    path("l/<slug:slug>/terkirim/", counter.sent, name="counter_sent"),
    path("lapor/", include("dengar.web.citizen.filing.urls")),
    path("saran/", include("dengar.web.citizen.suggestion_urls")),
    path("meja/beres/", settling.settle, name="settle"),
    path("meja/catat/", assisting.assist, name="assist"),
    path("meja/lembar/", slips.slips, name="slips"),
    path("kit/", gallery, name="gallery"),
    path("sehat", health, name="health"),
    path("metrics", metrics, name="metrics"),
]
