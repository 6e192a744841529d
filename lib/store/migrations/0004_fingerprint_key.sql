-- Fingerprints of pixels are made with a key of the store's own: two files or frames of one fingerprint cannot be
-- made elsewhere.  Whoever opens an index to write gives it one.
CREATE TABLE fingerprint_key (
  key BLOB NOT NULL CHECK (length(key) = 192)  -- of random bytes
) STRICT;
