# What cannot be meant is refused, and no secret that others may use is taken.
umask 077
printf '%s\n' 0123456789abcdef0123456789abcdef >secret
cp secret open
chmod 640 open
printf short >short
try() {
  noctis token "$@" || echo "status $?"
}
try --subject viewer
try --subject viewer --jwt-secret-file open
try --subject viewer --jwt-secret-file short
try --subject viewer --jwt-secret-file missing
try --subject viewer --jwt-private-key secret
try --subject viewer --jwt-private-key open
try --subject viewer --jwt-secret-file secret --jwt-private-key secret
try --subject '' --jwt-secret-file secret
try --subject "$(printf 'a\nb')" --jwt-secret-file secret
try --subject viewer --scope write --jwt-secret-file secret
try --subject viewer --expires 12 --jwt-secret-file secret
try --subject viewer --expires 0 --jwt-secret-file secret
try --jwt-secret-file secret
noctis token --subject viewer --jwt-secret-file secret | grep -cE '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$'
