"""Where people are talked with: the conversation's phases, each side alone, both together."""

from django.urls import path

from dengar.web.desk import apart, meeting, talking

urlpatterns = [
    path("meja/laporan/<str:number>/percakapan/<slug:phase>/", talking.talk, name="talk"),
    path("meja/laporan/<str:number>/terpisah/", apart.apart, name="apart"),
    path("meja/laporan/<str:number>/temu/", meeting.joint, name="joint"),
    path("meja/laporan/<str:number>/temu/akhiri/", meeting.end, name="joint-end"),
    path("meja/laporan/<str:number>/temu/kata/", meeting.spoken, name="joint-spoken"),
    path("instansi/<str:handle>/temu/", meeting.answer, name="case-joint"),
]
