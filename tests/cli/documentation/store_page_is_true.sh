# A reader that knows nothing but noctis-store(5) finds the files' pixels in the masters, and makes the
# pictures again from them; no table, column or key is missing from the page.
for tool in python3 sqlite3; do
  command -v $tool >/dev/null || { echo "SKIP: no $tool"; exit 77; }
done
root=$(dirname "$RUNNER")/../..
{
  phantom -k ct -n 2 --rows 40 --columns 40 --padding in/ct
  phantom -k ct -n 1 --rows 36 --columns 36 --signed in/signed
  phantom -k mr -n 1 --rows 40 --columns 40 --monochrome1 --overlay in/mr
  phantom -k cr --rows 40 --columns 40 --voi-lut in/cr
  phantom -k segmentation --rows 24 --columns 24 --frames 2 --fractional in/segmentation
  phantom -k rt-dose --rows 20 --columns 20 --frames 2 in/dose
} >/dev/null
noctis warm -q --store store in
PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/cli/documentation/store_page.py" store \
  "$root/man/noctis-store.5" $(find in -type f)

# The backup that the page describes is a whole store.
mkdir -m 700 copy
sed -n '/^\.SH BACKUP/,/^\.SH EXAMPLES/ s/^    //p' "$root/man/noctis-store.5" |
  sed 's/\\(dq/"/g; s/\\-/-/g; s/STORE/store/g' >backup.sh
sh -eu backup.sh
noctis verify --store copy | tail -n 1
