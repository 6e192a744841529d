# Each operation of the OpenAPI document gives each status that is documented, with a body of its schema.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/contract.py"
