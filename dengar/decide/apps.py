from django.apps import AppConfig


class DecideConfig(AppConfig):
    name = "dengar.decide"
    label = "decide"
    default_auto_field = "django.db.models.BigAutoField"
