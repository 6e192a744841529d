# Each key of a command's JSON Lines is named on its page; what clear shares with gc, and convert with
# warm, is on theirs.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
root=$(readlink -f "$(dirname "$RUNNER")/../..")
export NOCTIS_STORE=store PYTHONDONTWRITEBYTECODE=1
# described COMMAND [ARGUMENT…]
described() {
  status=0
  noctis --json "$@" >lines 2>/dev/null || status=$?
  [ -s lines ] || echo "$* says nothing"
  echo "$*: exit status $status"
  own=$root/man/noctis-$1.1
  case $1 in
    clear) set -- "$own" "$root/man/noctis-gc.1" ;;
    convert) set -- "$own" "$root/man/noctis-warm.1" ;;
    *) set -- "$own" ;;
  esac
  python3 "$root/tests/cli/documentation/json_keys.py" "$@" <lines
}
phantom -k mr -n 2 --rows 32 --columns 32 in >/dev/null
phantom -k us --frames 2 --rows 32 --columns 32 in >/dev/null
head -c -1500 "$(find in/MR* -name IM000001)" >in/torn.dcm
described warm in
for what in studies series images renditions failures; do
  described ls $what
done
described stats
described presets
described convert in -o out
described doctor --rule R1
find store/objects -type f | sort | head -n 1 | xargs truncate -s 10
described verify --repair
described gc --max-size 1K
described clear '*'
