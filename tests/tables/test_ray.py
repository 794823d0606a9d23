"""Ray Data for real, on this machine."""

import pyarrow as pa
import pytest

from ipofacts.tables import to_arrow

ray = pytest.importorskip("ray", reason="ray is not installed: pip install 'ipofacts[ray]'")
pytest.importorskip("ray.data", reason="ray[data] is not installed: pip install 'ipofacts[ray]'")

from ipofacts.tables import ray as ours  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own


def text(number: int) -> str:
    return f"岚溪科技(02999.HK)今日在港交所挂牌,发行价每股{number}.5港元。"


@pytest.fixture(scope="module")
def dataset():
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=100_000_000)
    ray.data.DataContext.get_current().enable_progress_bars = False
    rows = [{"nr": number, "content": text(number)} for number in range(20)] + [{"nr": 20, "content": None}]
    yield ray.data.from_arrow([pa.Table.from_pylist(rows[:10]), pa.Table.from_pylist(rows[10:])])
    ray.shutdown()


def test_articles_become_offerings_and_bad_ones_rows_with_their_problem(dataset, extractor):
    made = ours.extract(dataset, text="content", id="nr", batch_size=8)
    found = pa.concat_tables(ray.get(made.to_arrow_refs())).sort_by("id")
    expected = to_arrow(extractor.extract(text(number), id=str(number)) for number in range(20))
    good = found.filter(found.column("problem").is_null())
    assert good.to_pylist() == expected.sort_by("id").to_pylist()
    assert found.schema.remove_metadata() == expected.schema.remove_metadata()
    (bad,) = found.filter(found.column("problem").is_valid()).to_pylist()
    assert (bad["id"], bad["problem"]) == ("20", "urn:ipofacts:problem:invalid-article")


def test_a_column_that_is_not_there_is_named_at_once(dataset):
    with pytest.raises(ValueError, match="no column 'text'; there are 'nr', 'content'"):
        ours.extract(dataset)
