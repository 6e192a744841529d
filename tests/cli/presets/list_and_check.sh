# All of them, one of them, and those of a configuration file with what is wrong there.
noctis presets | head -n 2
noctis presets brain
noctis presets stroke --json
cat >config.toml <<'EOF'
store = "/nowhere"
preset = ["heart=700/50,linear,CT", "lung=1600/-500", "knee=100/20,sigmoid,MR+CT,KNEE+LEG"]
EOF
noctis presets --check config.toml
noctis --config config.toml presets lung
cat >wrong.toml <<'EOF'
preset = [
  "heart=700",
  "good=1/2",
  "Bad Name=7/5",
]
EOF
noctis presets --check wrong.toml || echo "status $?"
noctis presets --check nowhere.toml || echo "status $?"
noctis presets nothing || echo "status $?"
