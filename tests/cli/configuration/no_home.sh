# Without HOME and XDG_CACHE_HOME the user database is asked; a user that it does not know has to say where
# the store is, for what has to do with one, and nothing is left in the folder of the caller.
[ "$(id -u)" -eq 0 ] || { echo 'SKIP: becomes another user'; exit 77; }
command -v setpriv >/dev/null || { echo 'SKIP: no setpriv'; exit 77; }
chmod 755 .. && chmod 777 .
as() {
  user=$1
  shift
  setpriv --reuid "$user" --regid 65534 --clear-groups env -u HOME -u XDG_CACHE_HOME -u XDG_CONFIG_HOME "$@"
}
nobody=4000000001
as $nobody "$(command -v noctis)" --version >/dev/null 2>&1 || { echo 'SKIP: others cannot start noctis'; exit 77; }
for command in ls "warm ." doctor "verify"; do
  as $nobody noctis $command >/dev/null || echo "status $?"
done
as $nobody noctis --store . ls || echo "status $?"
as $nobody noctis presets >/dev/null
as $nobody env XDG_CACHE_HOME=relative HOME= noctis ls || echo "status $?"
as $nobody env HOME="$PWD/home" noctis ls || echo "status $?"
home=$(getent passwd daemon | cut -d : -f 6)
as daemon noctis --print-config | grep -cx "store = \"$home/.cache/noctis\"  # built in"
ls -A
