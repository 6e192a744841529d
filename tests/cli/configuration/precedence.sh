# The command line wins over the environment, that over the file, that over what is built in.
cat >site.toml <<'END'
store = "/from/the/file"
jobs = 3

[warm]
thumbnail-side = 64
compression = "small"
END
noctis --config site.toml --print-config | grep -E '^(store|jobs|thumbnail-side|compression)'
echo
NOCTIS_JOBS=5 NOCTIS_WARM_THUMBNAIL_SIDE=32 NOCTIS_CONFIG=site.toml \
  NOCTIS_STORE=/there noctis --print-config --store /here |
  grep -E '^(store|jobs|thumbnail-side|compression)'
echo
mkdir -p "$XDG_CONFIG_HOME/noctis"
cp site.toml "$XDG_CONFIG_HOME/noctis/config.toml"
noctis --print-config | grep -c "$XDG_CONFIG_HOME/noctis/config.toml:"
# What is printed is a configuration file.
noctis --print-config >again.toml
rm "$XDG_CONFIG_HOME/noctis/config.toml"
noctis --config again.toml --print-config | sed 's/ *#.*//' >third
sed 's/ *#.*//' again.toml | cmp - third && echo same
