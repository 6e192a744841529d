# Every option that --help names is in the man page and in the three completions, and the other way
# round.
root=$(dirname "$RUNNER")/../..
# The long options in a text, one a line; every word counts that begins with two dashes.
options() {
  sed 's/\\-/-/g; s/\\f.//g' | grep -oE -e '--[a-z][a-z-]*[a-z]' | sort -u
}
noctis --help | options >globals
for command in warm convert ls cat stats verify gc clear presets doctor; do
  { noctis $command --help | options; cat globals; } | sort -u >help
  { cat "$root/man/noctis-$command.1" "$root/man/noctis.1" | options; echo --help; } | sort -u >man
  diff help man >&2 || echo "man noctis-$command differs"
  for option in $(cat help); do
    for file in noctis.bash _noctis; do
      grep -qe "$option" "$root/completions/$file" || echo "$file lacks $option"
    done
    grep -qe "-l ${option#--}\( \|$\)" "$root/completions/noctis.fish" || echo "fish lacks $option"
  done
  cat help >>all
done
sort -u all >known
for file in noctis.bash _noctis; do
  options <"$root/completions/$file" | comm -23 - known | sed "s/^/$file invents /"
done
grep -v '^set ' "$root/completions/noctis.fish" | grep -oE -e '-l [a-z-]+' | sed 's/-l /--/' | sort -u |
  comm -23 - known | sed 's/^/fish invents /'
echo compared
