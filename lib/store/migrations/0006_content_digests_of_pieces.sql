-- The bytes of a file that holds an image are known by a digest that is made in another way: what is here says nothing
-- of them any more, until the file is looked at for another reason.  An image that could not be decoded is itself known
-- by that digest: its files are looked at again, and it gets a new row.  A missing file, which cannot be looked at,
-- would keep the old row beside the new one: where the image is in another file too, it is forgotten.
DELETE FROM source WHERE missing_since_ns IS NOT NULL AND outcome = 'failed' AND instance IN (
  SELECT instance FROM source WHERE missing_since_ns IS NULL AND instance IS NOT NULL);
UPDATE source SET inode = 0 WHERE outcome = 'failed' AND instance IS NOT NULL;
UPDATE source SET content_digest = NULL WHERE instance IN (SELECT id FROM instance WHERE frames > 0);
