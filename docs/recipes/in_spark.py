"""Spark: each batch of rows is scrubbed on the worker that holds it.

https://spark.apache.org/docs/latest/api/python/reference/pyspark.sql/api/pyspark.sql.DataFrame.mapInArrow.html
"""

import os
import sys

from pyspark.sql import SparkSession

from scrub import Policy, Scrubber
from scrub.adapters.spark import scrub_batches

scrub = scrub_batches(Scrubber(Policy.load(), key=bytes(32), style="placeholder"))

if __name__ == "__main__":
    # The workers are else the first python3 on the path, which need not have scrub.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    frame = session.createDataFrame([("ask mara.okafor@quillpost.co.uk",)], ["text"])
    print([row.text for row in frame.mapInArrow(scrub, frame.schema).collect()])
    session.stop()

# prints: ['ask <EMAIL_ADDRESS_1>']
