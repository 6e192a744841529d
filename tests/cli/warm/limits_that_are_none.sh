# A limit that cannot be read is refused, and so is one below which every file would lie.
for bad in '--file-timeout 90' '--max-memory 4GB' '--max-memory 1M' '--retry-lock soon' '--nice 20' \
  '--order oldest'; do
  status=0
  noctis warm $bad . || status=$?
  echo "$status"
done
