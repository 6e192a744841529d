# A strict parser of the text exposition format, version 0.0.4, takes what stats prints.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
phantom studies --kind ct --instances 2 --rows 64 --columns 64 2>/dev/null >/dev/null
printf 'no image' >studies/notes.dcm
noctis --store store warm -q studies
noctis --store store stats --format prometheus >metrics
python3 - metrics <<'EOF'
import re, sys

label = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
sample = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(\{%s(?:,%s)*\})? '
                    r'([-+]?(?:[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?|Inf)|NaN)' % (label, label))
text = open(sys.argv[1], encoding='utf-8').read()
assert text.endswith('\n'), 'the last line has no end'
seen, done, name, kind, samples = set(), set(), None, None, 0
lines = text.split('\n')[:-1]
for number, line in enumerate(lines, 1):
    where = f'line {number}: {line}'
    if line.startswith('# HELP '):
        assert name is None or samples, where + ': the one before has no sample'
        name, help_text = line[7:].split(' ', 1)
        assert help_text and name not in done, where
        done.add(name)
        kind, samples = None, 0
    elif line.startswith('# TYPE '):
        assert kind is None and samples == 0 and line[7:].split(' ')[0] == name, where
        kind = line[7:].split(' ')[1]
        assert kind in ('gauge', 'counter'), where
        assert (kind == 'counter') == name.endswith('_total'), where
    else:
        match = sample.fullmatch(line)
        assert match and match[1] == name and kind, where
        assert (match[1], match[2]) not in seen, where + ': twice'
        labels = re.findall(r'([a-zA-Z0-9_]+)="', match[2] or '')
        assert len(labels) == len(set(labels)), where
        seen.add((match[1], match[2]))
        samples += 1
        if kind == 'counter':
            assert float(match[3]) >= 0, where
assert samples, 'the last one has no sample'
print('parsed')
EOF
grep -E '^noctis_store_(images|frames|studies) ' metrics
grep -E '^noctis_store_renditions\{preset="(lung|)"' metrics
grep -E '^noctis_last_run_files\{outcome="(rendered|not_dicom)"' metrics
grep -E '^noctis_(runs_total|last_run_state)' metrics
grep -c -E '^noctis_last_(success_timestamp|run_duration)_seconds [0-9.]+$' metrics
