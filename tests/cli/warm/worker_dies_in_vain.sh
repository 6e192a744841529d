# Workers that die with no file in hand, as these do when they are about to commit, end the run with a
# reason instead of following one another all night.
phantom studies --kind mr --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
NOCTIS_SNAPSHOTS=nowhere noctis_hostile --store store warm studies
