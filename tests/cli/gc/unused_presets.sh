# A preset that left the configuration leaves the store, when asked to.
phantom studies --kind ct --instances 1 --rows 64 --columns 64 2>/dev/null >/dev/null
echo 'preset = ["heart=700/50,linear,CT"]' >config.toml
noctis --config config.toml --store store warm -q studies
noctis --config config.toml --store store gc -q --unused-presets | wc -l
noctis --store store gc -q --unused-presets | cut -f 1,4
noctis --store store gc -q --unused-presets --delete | cut -f 1,4
noctis --store store ls renditions --where preset=heart | wc -l
noctis --store store ls renditions --where preset=lung | wc -l
noctis --store store ls renditions --where kind=master | wc -l
