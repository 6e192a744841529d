# Each subcommand has a man page, and man finds nothing wrong in any.
root=$(dirname "$RUNNER")/../..
command -v man >/dev/null && command -v groff >/dev/null ||
  { echo 'SKIP: no man and groff to read the pages with'; exit 77; }
for page in "$root"/man/*; do
  man --warnings -l "$page" 2>&1 >/dev/null
done
for command in $(noctis --help | sed -n '/^Subcommands:/,$ s/^  \([a-z]*\) .*/\1/p'); do
  [ -e "$root/man/noctis-$command.1" ] || echo "no page for $command"
done
echo read
