# SIGINT, SIGTERM and SIGHUP finish the pictures in hand, also where nobody hears of it; SIGKILL leaves no half
# of one under its name.
phantom studies --kind ct --instances 150 --rows 256 --columns 256 >/dev/null
whole() {
  for picture in $(find "$1" -name '*.png'); do
    [ "$(tail -c 8 "$picture" | od -An -tx1 | tr -d ' ')" = 49454e44ae426082 ] || echo "$picture"
  done
}
after_some() {
  env --default-signal=HUP noctis convert -j 2 studies -o "$2" >/dev/null &
  while [ "$(find "$2" -name '*.png' 2>/dev/null | wc -l)" -lt 10 ]; do sleep 0.02; done
  kill "-$1" $!
  status=0
  { wait $! || status=$?; } 2>/dev/null  # some shells tell how it ended
  echo "status $status"
  whole "$2"
  [ "$(find "$2" -name '*.png' | wc -l)" -lt 150 ] && echo 'some are made'
}
after_some INT stopped
find stopped -type f ! -name '*.png'
after_some TERM ended
after_some HUP hung-up 2>/dev/full
after_some KILL killed
