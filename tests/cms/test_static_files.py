"""Scripts name the hashed file of what they import."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.static_files import HashedStaticFiles


@pytest.fixture
def storage(tmp_path: Path) -> HashedStaticFiles:
    made = HashedStaticFiles(location=tmp_path, base_url="/static/")
    for name, text in {
        "js/page.js": 'import { open } from "./dialog.js";\n',
        "js/dialog.js": "export const open = 1;\n",
        "library/index.js": 'import { x } from "./missing.js";\n',
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return made


def test_an_import_names_the_hashed_file_and_scripts_of_libraries_are_left_alone(
    storage: HashedStaticFiles, tmp_path: Path
) -> None:
    paths = {name: (storage, name) for name in ("js/page.js", "js/dialog.js", "library/index.js")}
    hashed = {name: new for name, new, _done in storage.post_process(paths) if new}

    page, dialog = (tmp_path / hashed["js/page.js"]).read_text(), Path(hashed["js/dialog.js"]).name
    assert dialog != "dialog.js"
    assert page == f'import {{ open }} from "./{dialog}";\n'
    assert (tmp_path / hashed["library/index.js"]).read_text() == 'import { x } from "./missing.js";\n'


def test_another_dialog_makes_another_page(storage: HashedStaticFiles, tmp_path: Path) -> None:
    paths = {name: (storage, name) for name in ("js/page.js", "js/dialog.js")}
    first = {name: new for name, new, _done in storage.post_process(paths) if new}
    (tmp_path / "js" / "dialog.js").write_text("export const open = 2;\n")
    second = {name: new for name, new, _done in storage.post_process(paths) if new}

    assert [name for name in paths if first[name] == second[name]] == []
