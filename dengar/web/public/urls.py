from django.urls import path

from dengar.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.home, name="home"),
    path("bantuan/", views.help_page, name="help"),
    path("bahasa/", views.language, name="language"),
    path("l/<slug:slug>/", views.counter, name="counter"),
]
