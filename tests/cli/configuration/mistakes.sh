# Each mistake is named with its place, and nothing is done.
try() {
  printf '%b' "$1" >site.toml
  noctis --config site.toml warm . --store store || echo "status $?"
}
try 'jobz = 3\n'
try '[warn]\njobs = 3\n'
try '\n[warm]\ncompression = "huge"\n'
try 'jobs = 3\njobs = 4\n'
try 'preset = ["heart=0/0"]\n'
try '[cat]\nframes = 1\n'
NOCTIS_JOBS=many noctis warm . --store store || echo "status $?"
noctis --config nowhere.toml warm . --store store || echo "status $?"
ls -d store 2>/dev/null || echo nothing
