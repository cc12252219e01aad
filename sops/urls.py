"""Addresses of this part."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from sops.views import (
    compare,
    import_word,
    lab,
    new,
    pictures,
    printed,
    reader,
    register,
    release,
    requirements,
    workbench,
)


class SopNumber:
    """A document number as it is printed; words like "import" are none."""

    regex = "[A-Z0-9][A-Z0-9-]{2,31}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SopNumber, "sop")

urlpatterns: list[URLPattern | URLResolver] = [
    path("sops/", register.register_page, name="sop_list"),
    path("sops/import/", import_word.import_page, name="sop_import"),
    path("sops/import/<int:id>/", import_word.file_page, name="sop_import_file"),
    path("sops/import/<int:id>/accept/", import_word.accept, name="sop_import_accept"),
    path("sops/import/<int:id>/discard/", import_word.discard, name="sop_import_discard"),
    path("sops/import/<int:id>/original/", import_word.original, name="sop_import_original"),
    path("sops/import/<int:id>/pictures/<slug:key>/", import_word.staged_picture_page, name="sop_import_picture"),
    path("sops/pictures/<slug:key>/", pictures.picture, name="sop_picture"),
    path("sops/<sop:number>/", reader.detail, name="sop_detail"),
    path("sops/<sop:number>/v/<int:version>/", reader.version, name="sop_version"),
    path("sops/<sop:number>/v/<int:version>/read/", reader.sign_read, name="sop_acknowledge"),
    path("sops/<sop:number>/pdf/", printed.pdf, name="sop_pdf"),
    path("sops/<sop:number>/translate/<str:lang>/", workbench.workbench, name="sop_translate"),
    path("sops/<sop:number>/lab/", lab.lab, name="sop_lab"),
    path("sops/<sop:number>/compare/<int:a>/<int:b>/", compare.compare, name="sop_compare"),
    path("sops/new/", new.new_sop, name="sop_new"),
    path("sops/<sop:number>/release/", release.release_page, name="sop_release"),
    path("sops/<sop:number>/release/submit/", release.submit_page, name="sop_submit"),
    path("sops/<sop:number>/release/review/", release.review_page, name="sop_review"),
    path("sops/<sop:number>/release/approve/", release.approve_page, name="sop_approve"),
    path("sops/<sop:number>/release/return/", release.return_page, name="sop_return"),
    path("sops/<sop:number>/release/withdraw/<int:version>/", release.withdraw_page, name="sop_withdraw"),
    path("requirements/", requirements.requirement_table, name="requirements"),
]
