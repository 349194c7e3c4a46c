"""Apache Parquet: columns, for data of any size."""
