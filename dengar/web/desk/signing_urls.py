"""Where signing in stands. The names with account_ and mfa_ are allauth's: it looks them up by these."""

from django.urls import path, re_path

from dengar.web.desk import account, invitations, sign_in

urlpatterns = [
    path("masuk/", sign_in.sign_in, name="account_login"),
    path("masuk/kode/", sign_in.code, name="mfa_authenticate"),
    path("masuk/lupa/", sign_in.forgotten, name="account_reset_password"),
    path("masuk/lupa/terkirim/", sign_in.forgotten_sent, name="account_reset_password_done"),
    path("masuk/lupa/selesai/", sign_in.reset_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^masuk/lupa/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", sign_in.reset, name="account_reset_password_from_key"
    ),
    path("masuk/berakhir/", sign_in.inactive, name="account_inactive"),
    path("keluar/", sign_in.sign_out, name="account_logout"),
    path("undangan/", invitations.accept, name="invitation"),
    path("undangan/<str:token>/", invitations.arrive, name="invitation_link"),
    path("akun/", account.own, name="account"),
    path("akun/ringkasan/", account.summary, name="summary"),
    path("akun/ulang/", sign_in.password_again, name="account_reauthenticate"),
    path("akun/ulang/kode/", sign_in.code_again, name="mfa_reauthenticate"),
    path("akun/sandi/", account.change_password, name="account_change_password"),
    path("akun/kode/pasang/", account.enrol, name="mfa_activate_totp"),
    path("akun/kode/ganti/", account.remove, name="mfa_deactivate_totp"),
    path("akun/kode/cadangan/", account.spare_codes, name="mfa_view_recovery_codes"),
    path("akun/kode/cadangan/baru/", account.new_spare_codes, name="mfa_generate_recovery_codes"),
    path("akun/kode/", account.own, name="mfa_index"),
    path("akun/orang-kedua/<int:pk>/", account.agree_reset, name="agree_reset"),
    path("meja/peran/", account.role, name="role"),
]
