# A client that knows nothing but the original service's routes and keys finds its way to every picture.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/original_client.py"
