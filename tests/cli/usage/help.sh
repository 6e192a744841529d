# Every command has a help, which fits in 100 columns and tells of defaults and conditions.
for command in '' $(noctis --help | sed -n '/^Commands:/,/^$/ s/^  \([a-z]*\) .*/\1/p'); do
  noctis $command --help >help
  awk -v command="$command" 'length > 100 { print command ": " $0 }' help
  grep -q "^Usage: noctis${command:+ $command} \[OPTIONS\]" help || echo "$command has no usage"
  noctis $command -h | diff help -
done
# What an option takes, what it is otherwise, and what it does not go with.
noctis warm --help | grep -E '^  --(order|file-timeout) '
noctis cat --help | tr -s '\n ' ' ' | grep -oE -e '--size N [^]]*\]'
noctis verify --help | grep '^  --seed N '
