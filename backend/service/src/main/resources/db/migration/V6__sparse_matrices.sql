-- Null for a dense matrix. A sparse one has this many entries, and its column matrix holds compressed
-- columns: d + 1 column starts and a row index per entry as big-endian integers of 4 bytes, then the
-- entries as big-endian doubles.
alter table problem add column nonzeros integer;
