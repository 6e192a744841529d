# A command that there is none of is named, and a near one with it; where a command was given, the same
# word is an argument too many.
for command in "foo" "wram ." "--store x verfy" "stats foo" "-x foo"; do
  noctis $command || echo "status $?"
done
