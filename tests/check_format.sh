#!/bin/sh
# check_format.sh ROOT: fails if clang-format would change a source file.  Other versions than 14
# differ in taste: without it the check is skipped.
set -eu
cd "$1"

clang_format=$(command -v clang-format-14) || {
  echo 'SKIP: clang-format-14 is not installed'
  exit 77
}
find cli lib samples tests -name '*.[ch]pp' -exec "$clang_format" --dry-run -Werror {} +
