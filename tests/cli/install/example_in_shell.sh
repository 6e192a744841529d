# What the example asks by curl is answered: pictures and a thumbnail, 304 for what is known; and
# nothing without the token.
for program in openssl curl jq; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
. "$(dirname "$RUNNER")/install/server"
serve --listen 127.0.0.1:0
example=$(dirname "$RUNNER")/../../samples/integration/shell.sh
"$example" "$base" "$token" | sed '1s/ [0-9]*\(,\|$\)/ ID\1/g'
for picture in *.png; do
  echo "$picture: $(head -c 4 "$picture" | tail -c 3)"
done
cmp -s default.png window.png || echo 'the window makes a difference'
# To the byte what the store has.
noctis --store store --json ls images --limit 100 |
  sed -n 's/.*"sop_instance_uid":"\([^"]*\)".*/\1/p' | while read -r uid; do
  noctis --store store cat "$uid" | cmp -s - default.png && echo 'default.png is in the store' || true
done
"$example" "$base" 2>&1 | grep -o 'error: 401' || true
