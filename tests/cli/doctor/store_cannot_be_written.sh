# A store that cannot be written is told of, in the table and by the exit status; all else is there.
echo x >store
status=0
noctis --store store/below doctor >text || status=$?
echo "$status"
tail -n 1 text | sed 's/[0-9]* checks/N checks/'
grep 'cannot be written' text
noctis --store store --json doctor | grep '"type":"store"'
