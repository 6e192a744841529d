# --max-size keeps the studies that were seen last; what is no size or no age is a mistake.
for seed in 1 2 3; do
  phantom studies$seed --kind mr --instances 1 --rows 64 --columns 64 --seed $seed 2>/dev/null >/dev/null
  noctis --store store warm -q studies$seed
done
bytes=$(noctis --store store stats --json | grep -o '"object_bytes":[0-9]*' | cut -d : -f 2)
noctis --store store gc -q --max-size "$bytes" | wc -l
noctis --store store gc -q --max-size $((bytes - 1)) --delete | cut -f 1,3
noctis --store store ls studies | wc -l
noctis --store store warm studies2 studies3 --json | grep -o '"renditions":[0-9]*' | tail -n 1
for mistake in '--max-size 5X' '--max-size -1' '--max-age soon' '--max-age 300000d'; do
  noctis --store store gc $mistake || echo "status $?"
done
noctis --store nowhere gc --delete || echo "status $?"
[ -e nowhere ] || echo 'and none was made'
