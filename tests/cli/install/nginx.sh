# The site of nginx, before a server that asks for a token: what nginx sends itself, what it passes on,
# and to whom it gives nothing.
PATH=$PATH:$(dirname "$(command -v noctis)")/../nginx/usr/sbin  # where tests/run unpacks it
for program in nginx openssl curl; do
  command -v $program >/dev/null || { echo "SKIP: no $program"; exit 77; }
done
tree=$(readlink -f "$(dirname "$RUNNER")/../..")
. "$(dirname "$RUNNER")/install/server"
serve --listen "unix:$PWD/serve.sock" --host-name localhost --trusted-proxy unix
object=$(noctis --store store --json ls renditions --where kind=display --limit 1 |
  sed -n 's/.*"object":"\([0-9a-f]*\)".*/\1/p')
name=$(echo "$object" | sed 's|^..|&/|')
cp "store/objects/$name" object.png

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key.pem -out certificate.pem 2>/dev/null

# The site, with its lines marked EDIT mended, on Unix sockets: they have no numbers to collide on.
mkdir logs
ln -s "$PWD/store/objects" seen_by_nginx
sed "s|/etc/ssl/noctis/|$PWD/|; s|/var/log/nginx/|$PWD/logs/|; s|/run/noctis/serve.sock|$PWD/serve.sock|
  s|/var/cache/noctis/objects|$PWD/seen_by_nginx|; s|pictures.example.org|localhost|
  s|listen 80;|listen unix:$PWD/http.sock;|; s|listen 443 ssl http2;|listen unix:$PWD/https.sock ssl http2;|
  /listen \[::\]/d" "$tree/samples/nginx/noctis.conf" >site.conf
grep -c 'listen unix' site.conf

cat >nginx.conf <<EOF
pid $PWD/nginx.pid;
error_log $PWD/logs/error.log crit;
worker_processes 1;
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
events { worker_connections 64; }
http {
  client_body_temp_path $PWD/t1; proxy_temp_path $PWD/t2; fastcgi_temp_path $PWD/t3;
  uwsgi_temp_path $PWD/t4; scgi_temp_path $PWD/t5;
  include $PWD/site.conf;
}
EOF
nginx -p "$PWD" -c "$PWD/nginx.conf" -e "$PWD/logs/error.log" -t 2>&1 | grep -v '^$' | sed 's/^nginx: //'
nginx -p "$PWD" -c "$PWD/nginx.conf" -e "$PWD/logs/error.log" -g 'daemon off;' &
nginx=$!
trap 'kill $nginx $server; wait $nginx $server || cat serve.err' EXIT
for _ in $(seq 600); do
  ! [ -S https.sock ] || ! [ -S http.sock ] || break
  sleep 0.1
done

# ask PATH [CURL-OPTION…]: the status, and the head and the body in files.
ask() {
  path=$1
  shift
  curl --silent --cacert certificate.pem --unix-socket https.sock --dump-header head --output body \
    --write-out '%{http_code} HTTP/%{http_version}\n' "$@" "https://localhost$path" || echo "curl: $?"
}
head_of() { tr -d '\r' <head | grep -iE "^($1):" | sort || true; }
with_token="Authorization: Bearer $token"
objects=/api/v1/objects
# Whether noctis gave the answer, which numbers all of its own.
from_noctis() { head_of x-request-id | sed 's/: .*/: there/'; }

echo
echo 'straight from the store'
ask $objects/$object -H "$with_token"
cmp body object.png && echo 'the same bytes'
head_of 'x-request-id|strict-transport-security|content-type|content-length|etag|cache-control|x-content-type-options|content-encoding' |
  sed "s/$object/OBJECT/; s/: $(stat -c %s object.png)\$/: SIZE/"
for _ in $(seq 600); do
  ! grep -q "$object" access.log || break  # a thread writes it
  sleep 0.1
done
sed 's/.*\("method":"[A-Z]*"\).*/\1/' access.log
ask $objects/$object -H "$with_token" --head

echo
echo 'without a token, nothing'
ask $objects/$object && from_noctis && head_of www-authenticate
cmp -s body object.png || echo 'not the bytes'
ask $objects/$object -H "Authorization: Bearer x$token" -H "If-None-Match: \"$object\""
ask $objects/$object -X DELETE
ask /noctis-may-read -H "$with_token"

echo
echo 'what is left to noctis'
ask $objects/$object -H "$with_token" -H "If-None-Match: \"$object\"" && from_noctis
ask $objects/$object -H "$with_token" -H 'Origin: https://viewer.example.org' && from_noctis
ask $objects/$(echo "$object" | tr 0-9a-f 1-9a-f0) -H "$with_token" && from_noctis
ask $objects/$object -X DELETE -H "$with_token" && from_noctis
ask "$objects/../../../index.sqlite3" --path-as-is -H "$with_token"
ask /api/v1/ping -H "$with_token" && cat body && echo && head_of strict-transport-security

echo
echo 'a file of the store that no row names'
unnamed=$(printf '%064d' 0)
mkdir store/objects/00
echo secret >store/objects/00/${unnamed#00}
ask $objects/$unnamed -H "$with_token"

echo
echo 'an object that nginx cannot reach'
rm seen_by_nginx
ask $objects/$object -H "$with_token" && from_noctis
cmp body object.png && echo 'the same bytes'

echo
echo 'no picture in the clear'
curl --silent --unix-socket http.sock --output /dev/null --write-out '%{http_code} %{redirect_url}\n' \
  "http://localhost$objects/$object" | sed "s/$object/OBJECT/"

echo
echo 'names of patients are in no log'
ask '/api/v1/dicom/studies?q=SECRETNAME' -H "$with_token"
grep -c '"GET /api/v1/dicom/studies" 200' logs/noctis.log
grep -c "\"GET $objects/$object\" 200" logs/noctis.log
grep -l SECRETNAME logs/noctis*.log access.log || true
