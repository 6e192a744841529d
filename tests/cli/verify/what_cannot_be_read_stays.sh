# What the system does not let be read may be sound: --repair takes no row and no file of it away.
[ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null ||
  { echo 'SKIP: only root can make what another user may not read'; exit 77; }
chmod 755 .. .
mkdir nobodys
phantom nobodys/studies --kind ct --rows 16 --columns 16 >/dev/null 2>&1
chown -R 65534:65534 nobodys
as_nobody() {
  setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$PWD/nobodys" \
    noctis --store nobodys/store "$@"
}
as_nobody --version >/dev/null 2>&1 ||
  { echo 'SKIP: another user cannot run the program where it lies'; exit 77; }
as_nobody -q warm --no-master nobodys/studies
rm -r nobodys/studies # nothing could be made again from
object=$(find nobodys/store/objects -type f | head -n 1)
chown 0:0 "$object"
status=0
as_nobody verify --repair >found || status=$?
echo "status $status"
grep -c '^unreadable' found
[ -e "$object" ] && echo 'the object is there'
chown 65534:65534 "$object"
as_nobody verify | tail -n 1
