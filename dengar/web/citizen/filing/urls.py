from django.urls import path

from dengar.web.citizen import receipt
from dengar.web.citizen.filing import about, calling, checking, evidence, steps

app_name = "filing"
urlpatterns = [
    path("", about.about, name="about"),
    path("nama/", steps.mode, name="mode"),
    path("cerita/", steps.story, name="story"),
    path("bukti/", evidence.files, name="files"),
    path("harapan/", steps.wishes, name="wishes"),
    path("kontak/", steps.contact, name="contact"),
    path("ditelepon/", calling.ask, name="call"),
    path("periksa/", checking.check, name="check"),
    path("tanda-terima/", receipt.receipt, name="receipt"),
    path("cetak/", receipt.slips, name="slips"),
    path("berkas/", receipt.proof, name="proof"),
]
