"""Where both sides stand: proposals, the agency's page, hearings, wishes recorded, withdrawing, opening again."""

from django.urls import path

from dengar.web.desk import agency, agency_acts, agreement, behalf, closing, hearing, hearings, proposing

urlpatterns = [
    path("meja/laporan/<str:number>/usul/", proposing.propose, name="propose"),
    path("meja/laporan/<str:number>/usul/lihat/", proposing.proposal, name="proposal"),
    path("meja/laporan/<str:number>/kesepakatan/", agreement.page, name="agreement"),
    path("meja/laporan/<str:number>/kesepakatan.pdf", agreement.file, name="agreement-file"),
    path("instansi/<str:handle>/kesepakatan/", agreement.page_of_agency, name="case-agreement"),
    path("instansi/<str:handle>/kesepakatan.pdf", agreement.file_of_agency, name="case-agreement-file"),
    path("meja/laporan/<str:number>/pendengaran/", hearings.hearings, name="hearings"),
    path("meja/laporan/<str:number>/pendengaran/<int:pk>/", hearings.summarise, name="hearing-summary"),
    path("meja/laporan/<str:number>/wakil/", behalf.behalf, name="behalf"),
    path("meja/laporan/<str:number>/wakil/<int:pk>/", behalf.called_back, name="called-back"),
    path("meja/laporan/<str:number>/cabut/", closing.withdrawal, name="withdrawal"),
    path("meja/laporan/<str:number>/buka/", closing.reopen, name="reopen"),
    path("instansi/<str:handle>/", agency.case, name="case"),
    path("instansi/<str:handle>/usul/", proposing.propose_of_agency, name="case-propose"),
    path("instansi/<str:handle>/setuju/", agency_acts.accept, name="case-accept"),
    path("instansi/<str:handle>/tidak/", agency_acts.decline, name="case-decline"),
    path("instansi/<str:handle>/ringkasan/", agency_acts.confirm_summary, name="case-confirm-summary"),
    path("instansi/<str:handle>/pembetulan/", agency_acts.correct_summary, name="case-correct-summary"),
    path("instansi/<str:handle>/pilihan/", agency_acts.add_option, name="case-option"),
    path("instansi/<str:handle>/pesan/", agency_acts.message, name="case-message"),
    path("instansi/<str:handle>/nama/", agency_acts.look, name="case-look"),
    path("instansi/<str:handle>/minta-nama/", agency_acts.ask_name, name="case-ask-name"),
    path("instansi/<str:handle>/adil/", agency_acts.fairness, name="case-fairness"),
    path("pendengaran/<int:pk>/", hearing.hearing, name="hearing"),
    path("pendengaran/<int:pk>/ringkasan/", hearing.verdict, name="hearing-verdict"),
]
