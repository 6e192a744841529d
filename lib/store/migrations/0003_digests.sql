-- The digests of images, and of some files that hold them, are made in another way: no image is known by
-- what is here any more.  Their files are looked at again, and each image gets a new row; what was
-- rendered of it is there already.  A missing file, which cannot be looked at, would keep the old row
-- beside the new one: where the image is in another file too, it is forgotten.
DELETE FROM source WHERE missing_since_ns IS NOT NULL AND instance IN (
  SELECT instance FROM source WHERE missing_since_ns IS NULL AND instance IS NOT NULL);
UPDATE source SET inode = 0, content_digest = NULL
  WHERE instance IN (SELECT id FROM instance WHERE frames > 0);
