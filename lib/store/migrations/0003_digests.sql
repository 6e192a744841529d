-- The digests of images, and of the files that hold them, are made in another way: no file is known by
-- what is here any more.  Each is looked at once again.
UPDATE source SET ctime_ns = 0, device = 0, inode = 0 WHERE instance IS NOT NULL;
