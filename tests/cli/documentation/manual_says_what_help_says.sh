# Each command has a page; each page describes the options that --help names, with their values, words
# and defaults, and no others; references lead to pages.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
root=$(dirname "$RUNNER")/../..
PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/cli/documentation/manual_agrees.py" "$root/man"
