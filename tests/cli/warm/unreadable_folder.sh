# A folder that cannot be read is told by name, the rest goes on, and nothing below it is taken for
# gone.
[ "$(id -u)" -eq 0 ] || { echo "SKIP: only root can become another user"; exit 77; }
command -v setpriv >/dev/null || { echo 'SKIP: no setpriv to stop being root with'; exit 77; }
phantom studies --kind mr --instances 2 --rows 64 --columns 64 >/dev/null
mkdir studies/locked
cp "$(find studies -type f | head -n 1)" studies/locked/copy
cp "$(command -v noctis)" noctis
chmod -R a+rwX .. 2>/dev/null
noctis() { setpriv --reuid=65534 --regid=65534 --clear-groups "$PWD/noctis" --store "$PWD/store" "$@"; }
noctis warm -q studies
chmod 0 studies/locked
chown root studies/locked
noctis warm -q studies || echo "status $?"
noctis ls failures | cut -f 1,2
noctis stats | grep -o '[0-9]* of them missing'
