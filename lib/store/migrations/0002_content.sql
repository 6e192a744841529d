-- A file whose bytes are known is settled by the first of those that have them: found at once, however
-- many they are.
DROP INDEX source_by_content;
CREATE INDEX source_by_content ON source (content_digest, (instance IS NULL), path)
  WHERE content_digest IS NOT NULL AND (instance IS NOT NULL OR outcome <> 'skipped');
