from django.urls import path

from dengar.web.mall import governance, holidays, officers, own, places, standards

app_name = "mall"
urlpatterns = [
    path("", places.agencies, name="agencies"),
    path("instansi/baru/", places.add_agency, name="add_agency"),
    path("instansi/<int:pk>/", places.agency, name="agency"),
    path("instansi/<int:pk>/layanan/baru/", places.add_service, name="add_service"),
    path("layanan/<int:pk>/", places.service, name="service"),
    path("layanan/<int:pk>/standar/", standards.standard, name="standard"),
    path("loket/", places.counters, name="counters"),
    path("loket/baru/", places.add_counter, name="add_counter"),
    path("loket/<int:pk>/", places.counter, name="counter"),
    path("mal/", own.own, name="own"),
    path("tata-kelola/", governance.governance, name="governance"),
    path("tata-kelola/<slug:kind>/baru/", governance.add_record, name="add_record"),
    path("tata-kelola/<int:pk>/", governance.record, name="record"),
    path("rapat/baru/", governance.add_review, name="add_review"),
    path("rapat/<int:pk>/", governance.review, name="review"),
    path("rapat/<int:pk>/keputusan/baru/", governance.add_decision, name="add_decision"),
    path("keputusan/<int:pk>/", governance.decision, name="decision"),
    path("petugas/", officers.roster, name="officers"),
    path("petugas/undang/", officers.invite, name="invite"),
    path("petugas/undangan/<int:pk>/tarik/", officers.withdraw, name="withdraw"),
    path("petugas/<int:pk>/", officers.officer, name="officer"),
    path("petugas/<int:pk>/tempat/", officers.place, name="place"),
    path("petugas/<int:pk>/kode/", officers.lost_factor, name="lost_factor"),
    path("petugas/<int:pk>/jaga-jarak/", officers.recuse, name="recuse"),
    path("petugas/<int:pk>/jaga-jarak/<int:recusal>/akhiri/", officers.end_recusal, name="end_recusal"),
    path("petugas/<int:pk>/peran/<int:membership>/akhiri/", officers.end_role, name="end_role"),
    path("libur/", holidays.holidays, name="holidays"),
    path("libur/baru/", holidays.add_holiday, name="add_holiday"),
    path("libur/<int:pk>/", holidays.holiday, name="holiday"),
    path("libur/<int:pk>/hapus/", holidays.drop_holiday, name="drop_holiday"),
]
