# Each subcommand has a man page, and mandoc or man finds nothing wrong in it.
root=$(dirname "$RUNNER")/../..
for page in "$root"/man/*; do
  if command -v man >/dev/null && command -v groff >/dev/null; then
    man --warnings -l "$page" 2>&1 >/dev/null
  fi
done
for command in $(noctis --help | sed -n '/^Subcommands:/,$ s/^  \([a-z]*\) .*/\1/p'); do
  [ -e "$root/man/noctis-$command.1" ] && echo "$command"
done
