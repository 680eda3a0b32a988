from django.apps import AppConfig


class MallsConfig(AppConfig):
    name = "dengar.malls"
    label = "malls"
    default_auto_field = "django.db.models.BigAutoField"
