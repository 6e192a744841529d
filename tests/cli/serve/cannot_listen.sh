# Where it cannot listen it ends with status 1 (11 is a store's that another run holds), and takes away what it made.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/cannot_listen.py"
