# What is asked for is data: that it could not be written is told, also of help.
for option in --help --version; do
  status=0
  noctis $option >/dev/full || status=$?
  echo "$status"
done
