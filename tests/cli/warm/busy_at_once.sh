# Without --retry-lock nobody waits for a store that is held, not for a moment; with it, a run does.
phantom studies --kind mr --instances 1 --rows 16 --columns 16 >/dev/null
mkdir store
flock store/lock sh -c '
  NOCTIS_FAULT="sleep 1 *" noctis_hostile --store store warm studies || echo "status $?"
  NOCTIS_FAULT="sleep 1 *" noctis_hostile --store store warm --retry-lock 5s studies || echo "status $?"
'
