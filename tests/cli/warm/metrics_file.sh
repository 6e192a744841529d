# The run's numbers, whole or not at all, readable by the collector, and nothing of a patient.
phantom studies --kind mr --instances 2 --rows 64 --columns 64 --patient-name 'Secret^Name' 2>/dev/null >/dev/null
umask 077
noctis --store store -q warm --metrics-file night.prom studies
stat -c %a night.prom
grep -E '^noctis_run_(images|files\{outcome="rendered"\}|end\{.*\}) ' night.prom
grep -vcE '^(# (HELP|TYPE) noctis_run_[a-z_]+ .+|noctis_run_[a-z_]+(\{[a-z]+="[a-z_]+"\})? [0-9.]+)$' night.prom || true
grep -ciE 'secret|studies' night.prom || true
ls
