# median COLUMN FILE: of the numbers in that column.
median() {
  awk -v c="$1" '{ print $c }' "$2" | sort -n |
    awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}
