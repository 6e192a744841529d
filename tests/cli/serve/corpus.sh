# Every image of the real files is answered, first frame and last, as a picture and as a thumbnail.
command -v python3 >/dev/null || { echo 'SKIP: no python3'; exit 77; }
corpus=$(corpus_place) || { echo 'SKIP: no corpus beside the project'; exit 77; }
PYTHONDONTWRITEBYTECODE=1 python3 "$(dirname "$RUNNER")/serve/corpus.py" "$corpus"
