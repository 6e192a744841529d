# What is asked of a look is in its explanation, and only when it is asked.
phantom studies --kind ct --rows 32 --columns 32 --overlay >/dev/null
file=$(find studies -type f)
told() {
  noctis convert "$file" --explain "$@" |
    grep -oE '"(asked|inverted|applied|squared|source)":(true|false|"(asked|file|percentiles|whole_range)")' |
    tr '\n' ' '
  echo
}
told
told --invert
told --overlay
told --pixels stored
told --pixels square
told --preset auto
told --preset full
told --window 1,2
