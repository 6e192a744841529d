-- Fingerprints of pixels are made with a key of the store's own: two files or frames of one fingerprint cannot be
-- made elsewhere.  The digests of images, and of the files that hold them, are others for that, as they were in
-- version 3.
CREATE TABLE fingerprint_key (
  key BLOB NOT NULL CHECK (length(key) = 192)  -- of random bytes
) STRICT;
INSERT INTO fingerprint_key (key) VALUES (randomblob(192));
DELETE FROM source WHERE missing_since_ns IS NOT NULL AND instance IN (
  SELECT instance FROM source WHERE missing_since_ns IS NULL AND instance IS NOT NULL);
UPDATE source SET inode = 0, content_digest = NULL
  WHERE instance IN (SELECT id FROM instance WHERE frames > 0);
