# The site of nginx, before a server that asks for a token: what nginx sends itself, what it passes on,
# and to whom it gives nothing.  The site is the sample with its lines marked EDIT mended, on high ports.
PATH=$PATH:$(dirname "$(command -v noctis)")/../nginx/usr/sbin  # where tests/run unpacks it
for program in nginx openssl curl; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
phantom archive --kind mr --instances 1 --rows 64 --columns 64 >/dev/null 2>&1
noctis --store store -q warm archive
object=$(noctis --store store --json ls renditions --where kind=display --limit 1 |
  sed -n 's/.*"object":"\([0-9a-f]*\)".*/\1/p')
file=store/objects/$(echo "$object" | sed 's|^..|&/|')

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out certificate.pem 2>/dev/null

# Sockets have no numbers to collide on; a browser's port is one that the kernel has given away.
mkdir logs
cp -r store/objects upstream
sed "s|/etc/ssl/noctis/|$PWD/|; s|/var/log/nginx/|$PWD/logs/|; s|/run/noctis/serve.sock|$PWD/serve.sock|
  s|/var/cache/noctis|$PWD/store|; s|pictures.example.org|localhost|
  s|listen 80;|listen unix:$PWD/http.sock;|; s|listen 443 ssl http2;|listen unix:$PWD/https.sock ssl http2;|
  /listen \[::\]/d" "$tree/samples/nginx/noctis.conf" >site.conf
grep -c 'listen unix' site.conf

# In place of `noctis serve`: who has the token gets the objects, and others 401.
cat >upstream.conf <<EOF
server {
  listen unix:$PWD/serve.sock;
  access_log $PWD/logs/upstream.log noctis_upstream;
  error_log $PWD/logs/error.log crit;
  default_type image/png;
  etag off;
  add_header X-Upstream yes;
  if (\$http_authorization != 'Bearer good') { return 401; }
  location ~ '^/api/v1/objects/(..)(.*)\$' {
    if (\$http_if_none_match = '"$object"') { return 304; }
    root $PWD/upstream;
    try_files /\$1/\$2 =404;
  }
  location / { return 200 'asked by \$http_x_forwarded_for as \$http_host'; }
}
EOF
cat >nginx.conf <<EOF
pid $PWD/nginx.pid;
error_log $PWD/logs/error.log crit;
worker_processes 1;
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
events { worker_connections 64; }
http {
  client_body_temp_path $PWD/t1; proxy_temp_path $PWD/t2; fastcgi_temp_path $PWD/t3;
  uwsgi_temp_path $PWD/t4; scgi_temp_path $PWD/t5;
  log_format noctis_upstream '\$request_method \$request_uri';
  include $PWD/site.conf;
  include $PWD/upstream.conf;
}
EOF
nginx -p "$PWD" -c "$PWD/nginx.conf" -e "$PWD/logs/error.log" -t 2>&1 | grep -v '^$' | sed 's/^nginx: //'
nginx -p "$PWD" -c "$PWD/nginx.conf" -e "$PWD/logs/error.log" -g 'daemon off;' &
nginx=$!
trap 'kill $nginx; wait $nginx || true' EXIT
for _ in $(seq 600); do [ -S https.sock ] && [ -S serve.sock ] && [ -S http.sock ] && break; sleep 0.1; done

# ask PATH [CURL-OPTION…]: the status, and the head and the body in files.
ask() {
  path=$1
  shift
  curl --silent --cacert certificate.pem --unix-socket https.sock --dump-header head --output body \
    --write-out '%{http_code} HTTP/%{http_version}\n' "$@" "https://localhost$path" || echo "curl: $?"
}
head_of() { tr -d '\r' <head | grep -iE "^($1):" | sort || true; }
with_token='Authorization: Bearer good'
objects=/api/v1/objects

echo
echo 'straight from the store'
ask $objects/$object -H "$with_token"
cmp body "$file" && echo 'the same bytes'
head_of 'x-upstream|strict-transport-security|content-type|content-length|etag|cache-control|x-content-type-options|content-encoding' |
  sed "s/$object/OBJECT/; s/: $(stat -c %s "$file")\$/: SIZE/"
cat logs/upstream.log | sed "s/$object/OBJECT/"

echo
echo 'without a token, nothing'
ask $objects/$object
cmp -s body "$file" || echo 'not the bytes'
ask $objects/$object -H 'Authorization: Bearer bad' -H "If-None-Match: \"$object\""
ask $objects/$object -X DELETE
ask /noctis-may-read

echo
echo 'what is left to noctis'
ask $objects/$object -H "$with_token" -H "If-None-Match: \"$object\"" && head_of x-upstream
ask $objects/$object -H "$with_token" -H 'Origin: https://viewer.example.org' && head_of x-upstream
ask $objects/$(echo "$object" | tr 0-9a-f 1-9a-f0) -H "$with_token"
ask "$objects/../../../index.sqlite3" --path-as-is -H "$with_token" && cat body && echo
ask /api/v1/ping -H "$with_token" -H 'X-Forwarded-For: 1.2.3.4' && cat body && echo && head_of strict-transport-security

echo
echo 'an object that nginx cannot reach'
mv store/objects store/elsewhere
ask $objects/$object -H "$with_token" && head_of x-upstream
cmp body "upstream/${file#store/objects/}" && echo 'the same bytes'
mv store/elsewhere store/objects

echo
echo 'no picture in the clear'
curl --silent --unix-socket http.sock --output /dev/null --write-out '%{http_code} %{redirect_url}\n' "http://localhost$objects/$object" | sed "s/$object/OBJECT/"

echo
echo 'names of patients are in no log'
ask '/api/v1/dicom/studies?q=SECRETNAME' -H "$with_token"
grep -c '"GET /api/v1/dicom/studies" 200' logs/noctis.log
grep -l SECRETNAME logs/noctis*.log || true
