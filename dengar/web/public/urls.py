from django.urls import path

from dengar.web.public import cases, views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("bantuan/", views.help_page, name="help"),
    path("bahasa/", views.language, name="language"),
    path("kisah/", cases.cases, name="cases"),
    path("kisah/<slug:slug>/", cases.case, name="case"),
]
