# A rule that there is not is an error of the command line.
for rule in R0 R41 R2x R; do
  status=0
  noctis doctor --rule "R2,$rule" || status=$?
  echo "$status"
done
