# Man finds nothing wrong in any page, and nor does mandoc, where it is there, but that they bear no date.
root=$(dirname "$RUNNER")/../..
command -v man >/dev/null && command -v groff >/dev/null ||
  { echo 'SKIP: no man and groff to read the pages with'; exit 77; }
for page in "$root"/man/*; do
  man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null
  if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$page" | grep -v 'missing date' || true
  fi
done
echo read
