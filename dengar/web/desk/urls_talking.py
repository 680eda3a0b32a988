"""Where people are talked with: the conversation's phases, each side alone."""

from django.urls import path

from dengar.web.desk import apart, talking

urlpatterns = [
    path("meja/laporan/<str:number>/percakapan/<slug:phase>/", talking.talk, name="talk"),
    path("meja/laporan/<str:number>/terpisah/", apart.apart, name="apart"),
]
