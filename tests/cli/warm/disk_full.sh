# A full disk, one without inodes, and one that cannot be written end the run with a reason; what is
# in the store stays whole, and the run after goes on.
mkdir disk
mount -t tmpfs -o size=1m none disk 2>/dev/null ||
  { echo 'SKIP: mounting a file system is not allowed here'; exit 77; }
trap 'umount -l disk' EXIT
phantom studies --kind ct --instances 30 --rows 128 --columns 128 2>/dev/null >/dev/null
is_sound() {
  noctis --store disk/store ls renditions --json | grep -oE '[0-9a-f]{64}' | sort -u |
    sed 's|^\(..\)\(.*\)|\1\2  disk/store/objects/\1/\2|' >sums
  [ ! -s sums ] || sha256sum -c --quiet sums
}
run() {
  status=0
  noctis --store disk/store -q warm studies || status=$?
  echo "$1: $status"
}
run 'full'
is_sound
mount -o remount,size=100m,nr_inodes=$(($(find disk | wc -l) + 20)) disk
run 'no inodes'
is_sound
mount -o remount,ro,nr_inodes=100k disk
run 'read-only'
mount -o remount,rw disk
run 'as it should be'
is_sound
noctis --store disk/store ls images | wc -l
