# A disk that is full ends the run, with no half of a picture left.
phantom studies --kind ct --rows 256 --columns 256 >/dev/null
noctis convert "$(find studies -type f)" -o /dev/full || echo "status $?"
status=0
(
  ulimit -f 8
  noctis convert studies -o out
) || status=$?
find out -type f
exit $status
