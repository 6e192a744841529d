#!/bin/sh
# check_top_level.sh ROOT: fails if the top of the tree holds more than it may.  What git does not
# know is nobody's business, as long as git can be asked.
set -eu
cd "$1"

contents() {
  if [ -e .git ] && command -v git >/dev/null; then
    git -c safe.directory='*' ls-files | sed 's|/.*||' | sort -u
  else
    ls -A
  fi
}

extra=$(contents | grep -vxE \
  'CMakeLists\.txt|cli|lib|man|completions|tests|samples|README\.md|LICENSE|build.*|\..*' || true)
if [ -n "$extra" ]; then
  printf 'check_top_level: does not belong here: %s\n' $extra >&2
  exit 1
fi
