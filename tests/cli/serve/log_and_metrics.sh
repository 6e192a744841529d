# Nothing of a patient is in the logs or the metrics; what went wrong is in the log, and there alone.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
tests=$(dirname "$RUNNER")
PYTHONPATH=$tests/stats PYTHONDONTWRITEBYTECODE=1 python3 "$tests/serve/log_and_metrics.py"
