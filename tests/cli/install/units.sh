# The units are sound, locked up, and what they run is what the program understands.
command -v systemd-analyze >/dev/null || { echo 'SKIP: no systemd-analyze'; exit 77; }
build=$(readlink -f "$(dirname "$(command -v noctis)")/..")
cmake --install "$build" --prefix "$PWD/own" >log || cat log
units=$PWD/own/lib/systemd/system

systemd-analyze verify --man=no "$units"/noctis-* && echo sound
for unit in "$units"/*.service; do
  # Ten times the exposure that systemd.exec(5) lets one reach: 2.0 of 10.
  systemd-analyze security --offline=yes --threshold=20 --no-pager "$unit" >security &&
    echo "${unit##*/}: locked up" || tail -n 1 security
done
