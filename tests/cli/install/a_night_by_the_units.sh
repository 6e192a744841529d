# What units and cron lines run, run: with the options they come with, on an archive of a few files.
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
phantom archive --kind ct --instances 2 --rows 64 --columns 64 >/dev/null 2>&1
mkdir state

# The values that a unit gives its variables, as sh(1) would, and /var/… below this folder.
variables() {
  sed -n 's/^Environment="\([A-Z_]*\)=\(.*\)"$/\1="\2"/p' "$tree/samples/systemd/$1" |
    sed "s|/var/lib/noctis|$PWD/state|; s|/var/cache|$PWD/cache|; s|/srv/dicom|$PWD/archive|"
}
commands() {
  sed -n 's/^ExecStart=@NOCTIS@/noctis/p' "$tree/samples/systemd/$1"
}
run() {
  (
    eval "$(variables "$1")"
    # Root's store is another than that of the units' user.
    export XDG_CACHE_HOME NOCTIS_STORE="$XDG_CACHE_HOME/noctis"
    commands "$1" | while read -r command; do
      eval "$command"
    done
  )
}
run noctis-warm.service && echo warmed
noctis --store cache/noctis --json ls images | wc -l
grep '^noctis_run_images ' state/warm.prom
run noctis-verify.service && echo verified
commands noctis-verify.service | wc -l

echo
# The defaults that /etc/default/noctis shows are those that the units have.
for unit in warm verify serve; do
  sed -n 's/^Environment="\(ARCHIVE\|[A-Z]*_OPTIONS\)=\(.*\)"$/#\1="\2"/p' "$tree/samples/systemd/noctis-$unit.service"
done | sort >in_units
grep '^#[A-Z_]*=' "$tree/samples/packaging/noctis.default" | sort | diff in_units - && echo 'the same defaults'
grep -c '^[^#]' "$tree/samples/packaging/noctis.default" || true

echo
# Each line of the crontab: five times, the user, the command with its \%.
(
  eval "$(grep -E '^(NOCTIS_STORE|ARCHIVE)=' "$tree/samples/cron/noctis" |
    sed "s|/var/cache|$PWD/cron|; s|/srv/dicom|$PWD/archive|")"
  export NOCTIS_STORE ARCHIVE
  grep -E '^[0-9]' "$tree/samples/cron/noctis" | sed "s|/var/lib/noctis|$PWD/state|; s|\\\\%|%|" |
    while read -r _ _ _ _ _ user command; do
      sh -c "$command"
      echo "as $user: $?"
    done
)
noctis --store cron/noctis --json ls images | wc -l
