# bash completion for noctis

# _noctis_options COMMAND: its options; without a command those that all share.
_noctis_options() {
  case $1 in
    '') echo -h --help --store --config --print-config --json -q --quiet -v --verbose --color \
      -j --jobs --version ;;
    warm) echo --files-from -0 --null --preset --thumbnail-side --frames --modality --no-master \
      --force -n --dry-run --fail-fast --max-errors --compression --report --order --deadline \
      --file-timeout --max-memory --nice --retry-lock --metrics-file ;;
    convert) echo --files-from -0 --null -o --output --name --bits --size --compression --explain \
      -f --force --preset --window --frame --invert --overlay --shutter --pixels --quirk ;;
    ls) echo --where --sort --limit -0 --null ;;
    cat) echo --preset --window --frame --thumbnail --size -f --force ;;
    serve) echo --listen --auth --jwt-secret-file --jwt-public-key --jwt-audience --cors-origin \
      --host-name --trusted-proxy --rate-limit --allow-clear --access-log --access-log-format \
      --insecure ;;
    stats) echo --format ;;
    verify) echo --sample --seed --repair ;;
    gc) echo --max-size --max-age --missing-sources --unused-presets --study --delete ;;
    clear) echo -y --yes ;;
    presets) echo --check ;;
    doctor) echo --rule ;;
    token) echo --subject --scope --expires --audience --jwt-secret-file --jwt-private-key ;;
  esac
}

# _noctis_value COMMAND OPTION: what its value is chosen from, words or one of @file, @folder,
# @preset, @presets (a list) and @any; fails where it takes none.
_noctis_value() {
  case $2 in
    --store) echo @folder ;;
    --config | --files-from | --report | --metrics-file | -o | --output | --check | \
      --jwt-secret-file | --jwt-public-key | --jwt-private-key | --access-log) echo @file ;;
    --color) echo auto always never ;;
    --compression) echo fast default small reference ;;
    --order) echo path newest ;;
    --frames) echo all first middle ;;
    --frame) [[ $1 == convert ]] && echo all || echo @any ;;
    --pixels) echo square stored ;;
    --quirk) echo stored-window ;;
    --bits) echo 8 16 ;;
    --auth) echo none jwt ;;
    --scope) echo read admin ;;
    --access-log-format) echo json combined ;;
    --format) echo table json prometheus ;;
    --preset) [[ $1 == cat ]] && echo @preset || echo @presets ;;
    -j | --jobs | --thumbnail-side | --modality | --max-errors | --deadline | --file-timeout | \
      --max-memory | --nice | --retry-lock | --name | --size | --window | --where | --sort | \
      --limit | --sample | --seed | --max-size | --max-age | --study | --rule | --listen | \
      --jwt-audience | --cors-origin | --host-name | --trusted-proxy | --rate-limit | \
      --subject | --expires | --audience) echo @any ;;
    *) return 1 ;;
  esac
}

# _noctis_argument COMMAND: what is no option, in the terms of _noctis_value.
_noctis_argument() {
  case $1 in
    '') echo warm convert ls cat serve stats verify gc clear presets doctor token ;;
    warm | convert) echo @file ;;
    ls) echo studies series images renditions failures ;;
    presets) echo @preset ;;
    *) echo @any ;;
  esac
}

# _noctis_offer WHAT CURRENT: of what stands there those that go on from CURRENT.
_noctis_offer() {
  local words=$1 current=$2 before=''
  case $1 in
    @file) compopt -o default && return ;;
    @folder) compopt -o dirnames && return ;;
    @any) return ;;
    @preset | @presets) words=$("${COMP_WORDS[0]/#\~/$HOME}" presets 2>/dev/null | cut -f 1) ;;
  esac
  if [[ $1 == @presets && $current == *,* ]]; then
    before=${current%,*},
    current=${current##*,}
  fi
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$words" -- "$current")
}

_noctis() {
  # The line's words up to the cursor; Readline parts them at '='.
  local -a words=()
  local i word joined=''
  for ((i = 1; i <= COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ $i -gt 1 && (-n $joined || $word == '=') ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
    if [[ $word == '=' ]]; then joined=1; else joined=''; fi
  done
  local current=${words[-1]}
  unset 'words[-1]'

  local command='' awaiting='' ended=''
  for word in "${words[@]}"; do
    if [[ -n $awaiting ]]; then
      awaiting=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      if _noctis_value "$command" "$word" >/dev/null; then awaiting=$word; fi
    elif [[ -z $command ]]; then
      command=$word
    fi
  done

  if [[ -n $awaiting ]]; then
    _noctis_offer "$(_noctis_value "$command" "$awaiting")" "$current"
  elif [[ -z $ended && $current == --*=* ]]; then
    local values
    values=$(_noctis_value "$command" "${current%%=*}") && _noctis_offer "$values" "${current#*=}"
  elif [[ -z $ended && $current == -* ]]; then
    _noctis_offer "$(_noctis_options '') $([[ -z $command ]] || _noctis_options "$command")" "$current"
  else
    _noctis_offer "$(_noctis_argument "$command")" "$current"
  fi
}

complete -F _noctis noctis
