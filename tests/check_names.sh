#!/bin/sh
# check_names.sh ROOT: fails where two headers define types of one name in one namespace.  No
# compiler sees both, and a linker takes the functions of one for those of the other.
set -eu
cd "$1"

find lib cli samples -name '*.hpp' | LC_ALL=C sort |
  awk '
    {
      namespace = ""
      while ((getline line <$0) > 0) {
        if (line ~ /^namespace [a-z0-9_:]+ \{/) {
          namespace = line
          sub(/^namespace /, "", namespace)
          sub(/ .*/, "", namespace)
        }
        # A type that is only announced ends with a semicolon; one within another goes by both names.
        if (line !~ /^(struct|class|union|enum class) [A-Za-z0-9_]+/ || line ~ /;$/ || line ~ /^[a-z ]+ [A-Za-z0-9_]+::/)
          continue
        name = line
        sub(/^(struct|class|union|enum class) /, "", name)
        sub(/[^A-Za-z0-9_].*/, "", name)
        name = namespace "::" name
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
