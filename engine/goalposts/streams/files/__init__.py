"""Files before anybody knows what is in them: where they are, how they are packed and written.

Read `source_file` (what every reader is given), `locations` with `standard_input` (what a source is read from),
`unpacking`, `text_encoding` with `encoding_guess`, `sniffing` (the format by the first bytes). `stamps` tell that
somebody wrote to a file; `source_blocks` cuts long ones so that an added row changes the last block only. Every format
may ask for `json_records`, which `json_text` reads value by value.
"""
