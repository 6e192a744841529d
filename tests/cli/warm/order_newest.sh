# --order newest begins with the study that changed last.
for seed in 1 2 3; do
  phantom "studies/$seed" --kind mr --instances 2 --rows 64 --columns 64 -s $seed 2>/dev/null >/dev/null
done
find studies/1 -type f -exec touch -d '2020-01-01 12:00' {} +
find studies/2 -type f -exec touch -d '2024-01-01 12:00' {} +
find studies/3 -type f -exec touch -d '2022-01-01 12:00' {} +
noctis --store store -q -j 1 warm --order newest studies --report report.jsonl
grep -o 'studies/[123]' report.jsonl
