# Each key that /etc/noctis/config.toml shows is one, with a value that its option takes; and it shows
# all that a nightly run and a server can be told.
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
config=$tree/samples/packaging/config.toml

# As it comes it says nothing.
noctis --config "$config" --print-config | grep -c 'config.toml' || true

# Each alone, in its table.
grep -nE '^(\[|#[a-z-]+ = )' "$config" | while IFS=: read -r number line; do
  case $line in
    \[*) table=$(echo "$line" | tr -d '[]') ;;
    *)
      { [ -z "${table:-}" ] || echo "[$table]"; echo "${line#\#}"; } >one.toml
      noctis --config one.toml --print-config >printed 2>&1 && grep -q "one.toml:\|^preset = \[" printed ||
        { echo "line $number: $line"; cat printed; }
      ;;
  esac
done && echo 'each is a key'

# All together as well, but for the second of two that exclude each other.
sed 's/^#\([a-z-]* = \)/\1/; /^jwt-public-key/d' "$config" >all.toml
noctis --config all.toml --print-config >printed && echo 'all at once'

# What belongs to one call, and is no setting of a machine.
moment='help|version|config|print-config|files-from|null|force|dry-run|insecure'
long_options() { sed -n 's/^  *\(-[a-zA-Z0-9], *\)*--\([a-z-]*\).*/\2/p' | grep -vxE "$moment"; }
noctis --help | sed '/^Commands:/,$d' | long_options | sort >wanted
sed '/^\[/,$d' "$config" | sed -n 's/^#\([a-z-]*\) = .*/\1/p' | grep -vx preset | sort | diff wanted - &&
  echo 'all global keys'
for command in warm serve; do
  noctis $command --help | long_options | grep -vxFf wanted | sort -u >of_command
  sed -n "/^\[$command\]/,/^\[/p" "$config" | sed -n 's/^#\([a-z-]*\) = .*/\1/p' | sort | diff of_command - ||
    echo "[$command] differs"
done && echo 'all of each command'
