"""A synthetic dataset in the raw shape, so that everything can be tried without real data.

Every person, caption, shop and number in it is invented; dishes and places are those of Viet Nam.
"""

from etl.sample.folder import SampleFolderTaken
from etl.sample.spec import SampleSpec, SampleSummary
from etl.sample.write import write_sample

__all__ = ["SampleFolderTaken", "SampleSpec", "SampleSummary", "write_sample"]
