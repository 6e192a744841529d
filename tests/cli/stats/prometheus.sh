# A strict parser of the text exposition format, version 0.0.4, takes what stats prints.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
phantom studies --kind ct --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
printf 'no image' >studies/notes.dcm
noctis --store store warm -q studies
noctis --store store stats --format prometheus >metrics
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/stats/exposition.py" metrics
grep -E '^noctis_store_(images|frames|studies) ' metrics
grep -E '^noctis_store_renditions\{preset="(lung|)"' metrics
grep -E '^noctis_last_run_files\{outcome="(rendered|not_dicom)"' metrics
grep -E '^noctis_(runs_total|last_run_state)' metrics
grep -c -E '^noctis_last_(success_timestamp|run_duration)_seconds [0-9.]+$' metrics
