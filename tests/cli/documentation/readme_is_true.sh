# Every command in README.md runs, and says what is shown there.
for tool in curl python3 jq file; do
  command -v $tool >/dev/null || { echo "SKIP: no $tool"; exit 77; }
done
root=$(readlink -f "$(dirname "$RUNNER")/../..")
mkdir -p build/samples
ln -s "$(command -v phantom)" build/samples/phantom
export NOCTIS_STORE=store
PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/cli/documentation/readme.py" "$root"
