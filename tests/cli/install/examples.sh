# The examples can be read by those who are to run them, and say of the program what is so.
samples=$(readlink -f "$(dirname "$RUNNER")/../../samples")

sh -n "$samples/integration/shell.sh" && echo 'sh reads it'
sh -n "$samples/prometheus/noctis-textfile" && echo 'sh reads it'
if command -v node >/dev/null; then node --check "$samples/integration/noctis.mjs"; fi
if command -v python3 >/dev/null; then
  python3 -c 'import ast, sys; ast.parse(open(sys.argv[1]).read())' "$samples/integration/noctis_client.py"
fi

echo
# For the textfile collector: whole files, for everyone to read, and nothing else.
phantom archive --kind mr --instances 1 --rows 64 --columns 64 >/dev/null 2>&1
export NOCTIS_STORE=store NOCTIS_RUN_METRICS=run.prom
noctis -q warm --metrics-file run.prom archive
mkdir collected
umask 077
"$samples/prometheus/noctis-textfile" collected
find collected -type f -printf '%m %P\n' | sort
cmp run.prom collected/noctis-run.prom
grep -c '^noctis_store_images 1$' collected/noctis-store.prom
# Two files that tell of one metric spoil both.
cat collected/*.prom | sed -n 's/^# TYPE \([^ ]*\) .*/\1/p' | sort | uniq -d

# A store that is not there leaves what was told before.
NOCTIS_STORE=none "$samples/prometheus/noctis-textfile" collected || echo "status $?"
ls -A collected

echo
# Alerts watch metrics that there are.
grep -oE '\bnoctis_[a-z_]+' "$samples/prometheus/noctis-alerts.yml" | sort -u | while read -r metric; do
  cat collected/*.prom | grep -q "^$metric[ {]" || echo "no metric is named $metric"
done && echo 'each alert has its metric'
