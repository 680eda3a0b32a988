from django.urls import path

from dengar.web.public import cases, governing, places, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("bantuan/", views.help_page, name="help"),
    path("bahasa/", views.language, name="language"),
    path("layanan/instansi/<slug:code>/", places.agency, name="agency"),
    path("layanan/<int:pk>/", places.service, name="service"),
    path("tata-kelola/", governing.governance, name="governance"),
    path("kisah/", cases.cases, name="cases"),
    path("kisah/<slug:slug>/", cases.case, name="case"),
]
