# A store that nobody names is not made in the folder where one happens to be.
for command in 'warm .' ls stats doctor verify 'clear --yes' 'serve'; do
  status=0
  noctis --store '' $command >told 2>&1 || status=$?
  echo "$command: status $status, $(grep -c 'where is the store' told)"
done
ls
