#!/bin/sh
# check_names.sh ROOT: fails where two headers define types of one name in one namespace.  No
# compiler sees both, and a linker takes the functions of one for those of the other.
set -eu
cd "$1"

find lib cli samples -name '*.hpp' | LC_ALL=C sort |
  awk '
    # "noctis::test::" of the namespaces that are open.
    function scope(i, all) {
      for (i = 1; i <= depth; ++i)
        all = all within[i] "::"
      return all
    }

    {
      depth = 0
      while ((getline line <$0) > 0) {
        if (line ~ /^namespace [a-z0-9_:]+ \{/) {
          within[++depth] = line
          sub(/^namespace /, "", within[depth])
          sub(/ .*/, "", within[depth])
        } else if (line ~ /^\}  \/\/ namespace/) {
          --depth
        }
        # What has no body is only announced; what is defined within another goes by both names.
        if (line !~ /^(struct|class|union|enum class) / || (line ~ /;$/ && line !~ /\{/) ||
            line ~ /^[a-z ]+ [A-Za-z0-9_]+::/)
          continue
        name = line
        sub(/^(struct|class|union|enum class) (alignas\([^)]*\) )?/, "", name)
        sub(/[^A-Za-z0-9_].*/, "", name)
        name = scope() name
        if (name in place) {
          print "check_names: " name " is defined in " place[name] " and in " $0
          failed = 1
        }
        place[name] = $0
        ++types
      }
      close($0)
    }

    END {
      if (!types) {
        print "check_names: no type found"
        failed = 1
      }
      exit failed
    }' >&2
