"""The notebook runs as it stands, and shows what it promises."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "samples" / "notebook.ipynb"


@pytest.mark.filterwarnings("ignore")  # the kernel's own
def test_the_notebook_runs(tmp_path):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert len(notebook.cells) == 10
    NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()  # raises for a cell that fails
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    shown = "".join(output["data"]["text/plain"] for output in outputs if "data" in output)
    for told in ("岚溪科技", "2999.HK", "oversubscription.public", "urn:ipofacts:problem:invalid-article"):
        assert told in shown
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert (tmp_path / "offerings.parquet").stat().st_size
