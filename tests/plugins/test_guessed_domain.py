"""Which event type a profile guesses of a file that no preset fits, with the plugins of every domain at hand."""

import goalposts as gp
import goalposts_contact_center
import goalposts_marketing
import goalposts_sales
from goalposts.profiling import profile


def test_of_guesses_that_lack_something_the_one_that_explains_most_columns_is_made(tmp_path):
    """A number and a day are also what a call has, but clicks and impressions are of advertising only."""
    text = "id,c_date,campaign_name,impressions,clicks,spent\n1,2026-03-02,spring,500,7,12.5\n"
    (tmp_path / "ads.csv").write_text(text, encoding="utf-8")
    catalogue = gp.load_catalogue([goalposts_contact_center, goalposts_marketing, goalposts_sales])
    mapped = profile(["ads.csv"], catalogue, folder=tmp_path).files[0].mapped
    assert mapped.event_type.id == "marketing.cost"
    assert set(mapped.missing) == {"channel", "amount"}
