#!/bin/sh
# check_lock.sh ROOT: fails unless the lock file of the pages holds swagger-ui and redoc alone, each by
# version and digest, and says of none where it comes from: that is for each machine to know.
set -eu
cd "$1/lib/rest/pages"

complain() {
  printf 'check_lock: lib/rest/pages/package-lock.json %s\n' "$*" >&2
  exit 1
}

packages=$(sed -n 's|.*"node_modules/\(.*\)":.*|\1|p' package-lock.json | tr '\n' ' ')
[ "$packages" = 'redoc swagger-ui-dist ' ] || complain "holds other packages: $packages"
[ "$(grep -c '"integrity": "sha512-[A-Za-z0-9+/]\{86\}=="' package-lock.json)" -eq 2 ] ||
  complain 'does not hold the digest of each package'
! grep -q '"resolved"\|://' package-lock.json || complain 'says where a package comes from'
for package in $packages; do
  grep -q "\"$package\": \"[0-9]*\.[0-9]*\.[0-9]*\"" package.json ||
    complain "holds $package, of which package.json has no exact version"
done
