# A store that cannot be looked into, somebody else's perhaps, is not said to be no store.
ln -s around around
for command in ls stats verify gc 'clear x' 'cat 1.2' serve; do
  status=0
  noctis --store around $command || status=$?
  echo "$status"
done
