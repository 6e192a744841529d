# What may be put into a folder that may not be read is put there, and told so.
[ "$(id -u)" -eq 0 ] || { echo "SKIP: only root can become another user"; exit 77; }
command -v setpriv >/dev/null || { echo 'SKIP: no setpriv to stop being root with'; exit 77; }
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
cp "$(command -v noctis)" noctis
mkdir -m 300 drop
chmod -R a+rwX .. 2>/dev/null
chmod 300 drop
chown 65534 drop
noctis() { setpriv --reuid=65534 --regid=65534 --clear-groups "$PWD/noctis" "$@"; }
noctis convert -q "$(find studies -type f | head -n 1)" -o drop/one.png
noctis convert -q studies -o drop --name '{stem}'
noctis --store "$PWD/store" warm -q studies --metrics-file drop/warm.prom
(cd drop && find . -type f | sort)
