"""Where examination and decision stand, and what of them appears in public."""

from django.urls import path

from dengar.web.desk import deciding, publishing

urlpatterns = [
    path("meja/laporan/<str:number>/putuskan/", deciding.decide, name="decide"),
    path("meja/laporan/<str:number>/putuskan/disampaikan/", deciding.told, name="decision_told"),
    path("meja/laporan/<str:number>/putuskan/pengawas/", deciding.overseer, name="overseer"),
    path("meja/laporan/<str:number>/putuskan/ambil/", deciding.take, name="take_second"),
    path("meja/laporan/<str:number>/terbit/", publishing.publish, name="publish"),
    path("meja/laporan/<str:number>/terbit/turun/", publishing.correct, name="take_down"),
]
