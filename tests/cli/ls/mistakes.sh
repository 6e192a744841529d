# A mistake is named in the words that were typed, control characters once; an index that a run had only
# begun to make is no store yet.
noctis ls bogus || echo "status $?"
noctis ls images --limit -1 || echo "status $?"
noctis warm --max-errors many . || echo "status $?"
noctis --store "$(printf 'a\033b')" ls || echo "status $?"
noctis convert . -o out --name "$(printf '{a\033b}')" || echo "status $?"
mkdir store
: >store/index.sqlite3
noctis --store store ls || echo "status $?"
noctis --store store stats || echo "status $?"
