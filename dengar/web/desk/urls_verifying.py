"""Where verification stands, and what does not become a conversation."""

from django.urls import path

from dengar.web.desk import alike, urgent, verifying

urlpatterns = [
    path("meja/laporan/<str:number>/periksa/", verifying.verify, name="verify"),
    path("meja/laporan/<str:number>/serupa/", alike.alike, name="alike"),
    path("meja/laporan/<str:number>/segera/", urgent.urgent, name="urgent"),
    path("meja/laporan/<str:number>/jawab/", verifying.reply, name="reply"),
    path("meja/laporan/<str:number>/teruskan/", verifying.forward, name="forward"),
    path("meja/laporan/<str:number>/tutup/", verifying.dismiss, name="dismiss"),
    path("instansi/<str:handle>/jawab/", verifying.reply_of_agency, name="reply_of_agency"),
]
