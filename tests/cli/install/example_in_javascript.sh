# What the example asks by fetch is answered, and what has not changed is not fetched again.
for program in openssl node; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
. "$(dirname "$RUNNER")/install/server"
serve --listen 127.0.0.1:0
example=$(dirname "$RUNNER")/../../samples/integration/noctis.mjs
node "$example" "$base" "$token" | sed 's/[0-9][0-9]*/N/g'
node "$example" "$base" 2>&1 | grep -o 'Error: 401'
