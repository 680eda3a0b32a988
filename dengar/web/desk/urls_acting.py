"""Where it stands what was promised and what is done."""

from django.urls import path

from dengar.web.desk import acting, extending

urlpatterns = [
    path("meja/laporan/<str:number>/tindak/", acting.act, name="act"),
    path("instansi/<str:handle>/tindak/", acting.act_of_agency, name="act_of_agency"),
    path("meja/laporan/<str:number>/tindak/<int:pk>/waktu/", extending.more_time, name="more-time"),
    path("instansi/<str:handle>/tindak/<int:pk>/waktu/", extending.more_time_of_agency, name="case-more-time"),
]
