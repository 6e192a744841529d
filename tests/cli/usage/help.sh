# Every command has a help that fits in 100 columns, says so of itself, and needs neither store nor input.
for command in '' $(noctis --help | sed -n '/^Commands:/,/^$/ s/^  \([a-z]*\) .*/\1/p'); do
  noctis $command --help >help
  awk -v command="$command" 'length > 100 { print command ": " $0 }' help
  grep -q "^Usage: noctis${command:+ $command} \[OPTIONS\]" help || echo "$command has no usage"
  noctis $command -h | diff help -
done
echo asked
