"""The complainant's own pages. No number stands in an address."""

from django.urls import path

from dengar.web.citizen import (
    acts,
    agreement,
    evidence,
    extending,
    mine,
    opening,
    own,
    proposing,
    publishing,
    releasing,
)

app_name = "mine"
urlpatterns = [
    path("", opening.opening, name="open"),
    path("tutup/", opening.leave, name="leave"),
    path("kabar/", mine.page, name="page"),
    path("langkah/", mine.other_steps, name="steps"),
    path("berkas/", evidence.files, name="files"),
    path("berkas/<int:ordinal>/", evidence.file, name="file"),
    path("nama/", own.mode, name="mode"),
    path("janji/<int:pk>/waktu/", extending.more_time, name="more-time"),
    path("kesepakatan/", agreement.page, name="agreement"),
    path("kesepakatan.pdf", agreement.file, name="agreement-file"),
    path("terbit/", publishing.asked, name="publish"),
    path("terbit/turun/", publishing.take_back, name="take-down"),
    path("terbit/jangan/", publishing.keep_out, name="keep-out"),
    path("nama/urusan/", releasing.name, name="remedy-name"),
    path("usul/", proposing.propose, name="propose"),
    path("kata/", own.words, name="words"),
    path("kata/baru/", own.new_words, name="new-words"),
    path("kirim/pesan/", acts.message, name="message"),
    path("kirim/lengkap/", acts.complete, name="complete"),
    path("kirim/ringkasan/", acts.confirm_summary, name="confirm-summary"),
    path("kirim/pembetulan/", acts.correct_summary, name="correct-summary"),
    path("kirim/usul/", acts.add_option, name="option"),
    path("kirim/setuju/", acts.accept, name="accept"),
    path("kirim/tidak/", acts.decline, name="decline"),
    path("kirim/resmi/", acts.examine, name="examine"),
    path("kirim/beres/", acts.confirm, name="confirm"),
    path("kirim/keberatan/", acts.object_to, name="object"),
    path("kirim/cabut/", acts.withdraw, name="withdraw"),
    path("kirim/lanjut/", acts.take_back, name="take-back"),
    path("kirim/adil/", acts.fairness, name="fairness"),
    path("kirim/ditelepon/", acts.heard, name="heard"),
]
