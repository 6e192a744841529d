# A server that is told to stop answers what it was asked, and tells who started it; sockets may be given to it.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/stopping.py"
