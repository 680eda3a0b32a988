"""The desk: what waits, one report and what can be done with it."""

from django.urls import path

from dengar.web.desk import (
    complaint,
    conduct,
    evidence,
    fairness,
    home,
    lost_words,
    overview,
    searching,
    settled_call,
    sight,
    writing,
)

urlpatterns = [
    path("meja/", home.home, name="home"),
    path("ringkasan/", overview.figures, name="figures"),
    path("meja/adil/", fairness.fairness, name="fairness"),
    path("meja/cari/", searching.search, name="search"),
    path("meja/beri-tahu/<int:pk>/", home.told, name="told"),
    path("meja/kirim-lagi/<int:pk>/", home.send_again, name="send_again"),
    path("meja/laporan/<str:number>/", complaint.complaint, name="complaint"),
    path("meja/laporan/<str:number>/pesan/", complaint.message, name="message"),
    path("meja/laporan/<str:number>/cerita/", writing.write, name="write"),
    path("meja/laporan/<str:number>/telepon/", settled_call.settled_call, name="settled-call"),
    path("meja/laporan/<str:number>/kontak/", complaint.contact, name="contact"),
    path("meja/laporan/<str:number>/nama/", complaint.look, name="look"),
    path("meja/laporan/<str:number>/kata/", lost_words.lost_words, name="lost-words"),
    path("meja/laporan/<str:number>/pegang/", complaint.take, name="take"),
    path("meja/laporan/<str:number>/sikap/", conduct.conduct, name="conduct"),
    path("meja/laporan/<str:number>/mundur/", complaint.step_aside, name="step-aside"),
    path("meja/laporan/<str:number>/berkas/", evidence.attach, name="files-add"),
    path("meja/laporan/<str:number>/berkas/<int:ordinal>/", evidence.file, name="file"),
    path("meja/laporan/<str:number>/berkas/<int:ordinal>/isi/", evidence.content, name="file-content"),
    path("meja/laporan/<str:number>/berkas/<int:ordinal>/tutup/", evidence.withhold, name="file-withhold"),
    path("instansi/<str:handle>/berkas/<int:ordinal>/", evidence.content_of_agency, name="case-file"),
    path("meja/laporan/<str:number>/instansi/", sight.sight, name="sight"),
]
