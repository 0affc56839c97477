"""What the law says of a person's requests where they live, and who takes a complaint.

Each law stands with its sources. What no source backs is left out: then a letter calls on no
law, has no clock, or no complaint follows it.
"""

from privacy_check.domain.checklist import REGIONS
from privacy_check.domain.law import Entry, Law
from privacy_check.domain.laws_elsewhere import AUSTRALIA, BRAZIL, CALIFORNIA, CANADA, NEW_ZEALAND
from privacy_check.domain.laws_of_europe import GDPR, SWISS, UK
from privacy_check.domain.sanitize import Clean

_NONE = Law(name="", grounds={}, sources=(), times={})


AUTHORITIES = (
    Entry(
        Clean("California Privacy Protection Agency (CalPrivacy)"),
        web=Clean("https://privacy.ca.gov/submit-a-complaint"),
        form=Clean("https://cppa.ca.gov/webapplications/complaint"),
        regions=(Clean("us-ca"),),
    ),
    Entry(
        Clean("ANPD (Brazil's data protection authority)"),
        form=Clean(BRAZIL.complaint.sources[0]["url"] if BRAZIL.complaint else ""),
        regions=(Clean("br"),),
    ),
    Entry(
        Clean("Office of the Privacy Commissioner of Canada"),
        Clean("30 Victoria Street, Gatineau, Quebec K1A 1H3"),
        form=Clean(
            "https://www.priv.gc.ca/en/report-a-concern/file-a-formal-privacy-complaint/file-a-complaint-about-a-business/file-a-complaint-under-pipeda"
        ),
        regions=(Clean("ca"),),
    ),
    Entry(
        Clean("Office of the Australian Information Commissioner (OAIC)"),
        email=Clean("enquiries@oaic.gov.au"),
        form=Clean(
            "https://www.oaic.gov.au/privacy/privacy-complaints/lodge-a-privacy-complaint-with-us"
        ),
        regions=(Clean("au"),),
    ),
    Entry(
        Clean("Office of the Privacy Commissioner (New Zealand)"),
        form=Clean("https://www.privacy.org.nz/your-rights/making-a-complaint/complaint-form"),
        regions=(Clean("nz"),),
    ),
)
"""The authorities that the directory of companies does not have, from their own pages."""


_LAWS = (
    ("uk", UK),
    ("eea", GDPR),
    ("ch", SWISS),
    ("us-ca", CALIFORNIA),
    ("br", BRAZIL),
    ("ca", CANADA),
    ("au", AUSTRALIA),
    ("nz", NEW_ZEALAND),
)


def law_of(region: str | None) -> Law:
    """Return the law of a person's region; one that says nothing where none is known here."""
    wider = {region or ""} | REGIONS.get(region or "", frozenset())
    return next((law for code, law in _LAWS if code in wider), _NONE)
