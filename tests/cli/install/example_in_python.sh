# What the example asks by urllib is answered, page by page, and what has not changed is not fetched again.
for program in openssl python3; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
. "$(dirname "$RUNNER")/install/server"
serve --listen 127.0.0.1:0
folder=$(readlink -f "$(dirname "$RUNNER")/../../samples/integration")
export PYTHONDONTWRITEBYTECODE=1
python3 "$folder/noctis_client.py" "$base" "$token" | sed 's/[0-9][0-9]*/N/g'
# Both studies, though a page has one.
PYTHONPATH=$folder python3 -c 'import sys; from noctis_client import Noctis
print(len({study["id"] for study in Noctis(*sys.argv[1:]).studies(limit=1)}), "studies")' "$base" "$token"
python3 "$folder/noctis_client.py" "$base" 2>&1 | grep -o 'HTTP Error 401'
