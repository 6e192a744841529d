#!/bin/bash
# check_quick.sh BUILD: fails where a benchmark of tests/bench/run fails, or prints no table and does not
# say why.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
printed=$("$here/run" --quick --build "$1") || { echo "$printed" && exit 1; }
echo "$printed"
echo "$printed" | awk '
  function check() {
    if (name != "" && rows == 0 && !said) {
      print "check_quick: " name " printed no table"
      failed = 1
    }
  }
  /^=== / { check(); name = $2; rows = said = 0; ++programs; next }
  /^left out: / { said = 1 }
  {
    numbers = 0
    for (i = 2; i <= NF; ++i)
      numbers += $i ~ /^[0-9.]+x?$/
    rows += numbers >= 3
  }
  END {
    check()
    if (programs < 8)
      print "check_quick: " programs " benchmarks are too few"
    exit failed || programs < 8
  }'
