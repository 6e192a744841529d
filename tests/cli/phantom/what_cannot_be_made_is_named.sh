status=0
phantom out --kind xr || status=$?
echo $status
phantom out --kind ct --frames 2 || status=$?
phantom out --kind ct --transfer-syntax jpeg-baseline || status=$?
exit $status
