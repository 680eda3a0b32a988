from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "dengar.aftercare"
    label = "aftercare"
    default_auto_field = "django.db.models.BigAutoField"
