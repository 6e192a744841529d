# Bash, on a terminal, offers what --help names, command by command, and nothing else.
command -v bash >/dev/null || { echo 'SKIP: no bash'; exit 77; }
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
mkdir -p "$XDG_CONFIG_HOME/noctis"
echo 'preset = ["heart=700/50,linear,CT"]' >"$XDG_CONFIG_HOME/noctis/config.toml"
root=$(readlink -f "$(dirname "$RUNNER")/../..")
export PYTHONDONTWRITEBYTECODE=1
python3 "$root/tests/cli/documentation/completion_agrees.py" bash "$root/completions/noctis.bash"
