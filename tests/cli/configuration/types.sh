# A value of another type than its key takes is refused, with its place and what was expected; numbers may
# stand in quotation marks, as the command line has them.
try() {
  printf '%b' "$1" >site.toml
  noctis --config site.toml warm . --store store || echo "status $?"
}
try 'store = 3\n'
try 'store = ["a", "b"]\n'
try 'store = []\n'
try '\njobs = "two"\n'
try 'jobs = true\n'
try 'jobs = [1]\n'
try 'quiet = "true"\n'
try 'json = 1\n'
try 'verbose = "2"\n'
try 'preset = 7\n'
try 'preset = [7]\n'
try 'store = 2026-11-24\n'
try '[warm]\npreset = [7]\n'
try '[warm]\npreset = true\n'
try '[warm]\nmodality = ["CT", 7]\n'
try '[warm]\nno-master = "false"\n'
try '[warm]\nretry-lock = false\n'
try '[warm]\ncompression = 1\n'
try '[gc]\nstudy = 1.2\n'
try '[serve]\nrate-limit = 1000\n'
ls -d store 3 2>/dev/null || echo nothing
printf 'preset = 7\n' >site.toml
noctis presets --check site.toml >/dev/null || echo "status $?"
cat >site.toml <<'END'
store = "x"
jobs = "3"
quiet = true
verbose = 2
preset = "heart=700/50"
[warm]
preset = "lung"
no-master = false
file-timeout = 0
max-memory = 4294967296
[convert]
bits = 16
frame = 2
[serve]
listen = ["127.0.0.1:1", "unix:x"]
END
noctis --config site.toml --print-config | grep site.toml
noctis --config site.toml --print-config >again.toml
NOCTIS_VERBOSE=yes NOCTIS_QUIET=1 noctis --config again.toml --print-config | grep -E '^(verbose|quiet) '
