# Runs and removals beside a server: what they change is there at the next request, and no request fails.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/warm_beside.py"
