for options in '--kind xr' '--kind ct --frames 2' '--kind ct --transfer-syntax jpeg-baseline' \
  '--instances 3' '--kind us --color cmyk'; do
  status=0
  phantom out $options || status=$?
  echo $status
done
ls
