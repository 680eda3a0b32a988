"""Where examination and decision stand."""

from django.urls import path

from dengar.web.desk import deciding

urlpatterns = [
    path("meja/laporan/<str:number>/putuskan/", deciding.decide, name="decide"),
    path("meja/laporan/<str:number>/putuskan/disampaikan/", deciding.told, name="decision_told"),
    path("meja/laporan/<str:number>/putuskan/pengawas/", deciding.overseer, name="overseer"),
    path("meja/laporan/<str:number>/putuskan/ambil/", deciding.take, name="take_second"),
]
