# Files that a run found missing go, but not where a whole folder is out of reach.
phantom studies --kind ct --instances 3 --rows 64 --columns 64 2>/dev/null >/dev/null
noctis --store store warm -q studies
rm "$(find studies -type f | sort | head -n 1)"
noctis --store store warm -q studies
mv studies elsewhere
noctis --store store gc --missing-sources --delete || echo "status $?"
mkdir studies
noctis --store store gc --missing-sources --delete || echo "status $?"
noctis --store store ls images | wc -l
rmdir studies
mv elsewhere studies
noctis --store store gc --missing-sources --delete -q | cut -f 1-3
noctis --store store ls images | wc -l
