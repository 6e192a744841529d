# bash completion for noctis

_noctis() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' word
  local globals='--help --store --config --print-config --json --quiet --verbose --color --jobs --version'
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in warm | convert | ls | cat | stats | verify | gc | clear | presets | doctor | token) command=$word && break ;; esac
  done

  case $previous in
    --store) mapfile -t COMPREPLY < <(compgen -d -- "$current") && return ;;
    --files-from | --report | --check | --metrics-file | --output | -o | --config | \
      --jwt-secret-file | --jwt-private-key)
      mapfile -t COMPREPLY < <(compgen -f -- "$current") && return ;;
  esac
  local words=''
  case $previous in
    --color) words='auto always never' ;;
    --order) words='path newest' ;;
    --frames) words='all first middle' ;;
    --compression) words='fast default small' ;;
    --format) words='table json prometheus' ;;
    --bits) words='8 16' ;;
    --pixels) words='square stored' ;;
    --quirk) words='stored-window' ;;
    --scope) words='read admin read,admin' ;;
    --preset) words='default lung bone soft_tissue brain liver mediastinum abdomen stroke angio
      chest_xray bone_xray extremity spine soft_xray auto full' ;;
    --jobs | -j | --thumbnail-side | --modality | --max-errors | --where | --sort | --limit | --window | \
      --frame | --size | --name | --rule | --sample | --seed | --max-size | --max-age | --study | \
      --deadline | --file-timeout | --max-memory | --nice | --retry-lock | --subject | --expires | --audience) return ;;
    *)
      case $command in
        '') words="$globals warm convert ls cat stats verify gc clear presets doctor token" ;;
        warm) words="$globals --files-from --null --preset --thumbnail-side --frames --modality
          --no-master --force --dry-run --fail-fast --max-errors --compression --order --deadline
          --file-timeout --max-memory --nice --retry-lock --metrics-file --report" ;;
        convert) words="$globals --files-from --null --output --name --preset --window --frame
          --invert --overlay --shutter --pixels --quirk --bits --size --compression --explain
          --force" ;;
        ls) words="$globals studies series images renditions failures --where --sort --limit
          --null" ;;
        cat) words="$globals --preset --window --frame --thumbnail --size --force" ;;
        stats) words="$globals --format" ;;
        verify) words="$globals --sample --seed --repair" ;;
        gc) words="$globals --max-size --max-age --missing-sources --unused-presets --study
          --delete" ;;
        clear) words="$globals --yes" ;;
        presets) words="$globals --check default lung bone soft_tissue brain liver mediastinum
          abdomen stroke angio chest_xray bone_xray extremity spine soft_xray auto full" ;;
        doctor) words="$globals --rule" ;;
        token) words="$globals --subject --scope --expires --audience --jwt-secret-file
          --jwt-private-key" ;;
      esac
      if [[ $command == @(warm|convert) && $current != -* ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current") && return
      fi
      ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -o filenames -F _noctis noctis
