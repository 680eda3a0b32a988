"""Where requests for a name stand."""

from django.urls import path

from dengar.web.desk import custody

urlpatterns = [
    path("penjaga/", custody.requests, name="custody"),
    path("penjaga/<int:pk>/", custody.decide, name="custody-one"),
]
