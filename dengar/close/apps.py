from django.apps import AppConfig


class CloseConfig(AppConfig):
    name = "dengar.close"
    label = "close"
    default_auto_field = "django.db.models.BigAutoField"
