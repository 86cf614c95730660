"""Text tables: rows of cells between delimiters.

Read `csv_file` (opens one by its start), `header` with `sniffing`, then the two ways: `plain_file`, whose blocks are
read side by side, and `streamed_file`, what is packed or not written byte by byte, by `transcoding`. Both let `blocks`
cut whole rows, by `quoting`, and `block_reader` make batches of them; `block` parses one, `read_ahead` one early.
"""
