from django.urls import path

from dengar.web.citizen import suggestions

app_name = "suggestions"
urlpatterns = [
    path("", suggestions.write, name="write"),
    path("terkirim/", suggestions.sent, name="sent"),
]
