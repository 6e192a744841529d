# An expectation that is wrong fails the case and is told, whichever of the three it is.
cat >case.sh <<'EOF'
echo out
echo err >&2
exit 3
EOF

try() {
  status=0
  "$RUNNER" case.sh || status=$?
  echo "$1: $status"
  printf 'out\n' >case.out
  printf '^e.r$\n' >case.err
  printf '3\n' >case.status
}

try 'nothing expected' | tail -n 1
try 'all as expected'
printf 'other\n' >case.out
try 'another output'
printf 'out' >case.out
try 'no newline at the end' | tail -n 1
printf 'e.r\nanother\n' >case.err
try 'more on standard error'
printf 'err.\n' >case.err
try 'something else on standard error'
printf '4\n' >case.status
try 'another status'
