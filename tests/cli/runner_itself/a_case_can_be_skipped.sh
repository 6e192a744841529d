# "SKIP: reason" and 77 skip a case; 77 alone is a status as any other.
echo 'echo "SKIP: no moon"; exit 77' >case.sh
status=0
"$RUNNER" case.sh || status=$?
echo "with a reason: $status"

echo 'exit 77' >case.sh
status=0
"$RUNNER" case.sh || status=$?
echo "without: $status"
