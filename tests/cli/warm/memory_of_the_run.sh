# Where memory runs out and no file is to blame, that is said.
phantom studies --kind mr --instances 1 --rows 64 --columns 64 >/dev/null
NOCTIS_FAULT='opendir-memory 1 *' noctis_hostile --store store -q warm studies || echo "status $?"
noctis --store store -q warm studies
