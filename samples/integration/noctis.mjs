// A client of `noctis serve` without dependencies, for browsers and for Node.js 18 and later:
//
//   import { Noctis } from './noctis.mjs';
//   const noctis = new Noctis('http://127.0.0.1:8001', { token });
//   image.src = URL.createObjectURL(await noctis.picture(id, { preset: 'lung' }));
//
// node noctis.mjs BASE [TOKEN] shows what it gives.  Pages of another origin need `--cors-origin`.

export class Noctis {
  #base;
  #token;
  #kept = new Map(); // path -> { etag, blob }: what was fetched already

  constructor(base, { token } = {}) {
    this.#base = base.replace(/\/+$/, '');
    this.#token = token;
  }

  /** Studies, newest first; `next` of the answer is the `cursor` of the next page. */
  studies(query = {}) {
    return this.#json('/api/v1/dicom/studies', query);
  }

  /** Of a study, by id or Study Instance UID. */
  async series(study) {
    return (await this.#json(`/api/v1/dicom/studies/${study}/series`)).series;
  }

  /** Of a series, by id or Series Instance UID, in the order of their position. */
  async images(series) {
    return (await this.#json(`/api/v1/dicom/series/${series}/images`)).images;
  }

  /** A PNG, as a Blob: { preset } or { window, level }, and { frame, invert }. */
  async picture(image, view = {}) {
    const path = this.#path(`/api/v1/dicom/images/${image}`, { ...view, format: 'png' });
    const kept = this.#kept.get(path);
    const answer = await this.#ask(path, kept ? { 'If-None-Match': kept.etag } : {});
    if (answer.status === 304) return kept.blob;
    const blob = await answer.blob();
    this.#kept.set(path, { etag: answer.headers.get('ETag'), blob });
    return blob;
  }

  /** A data: URL, fit for an <img>. */
  async thumbnail(image, size = 128) {
    return (await this.#json(`/api/v1/dicom/images/${image}/thumbnail`, { size })).thumbnail_url;
  }

  #path(path, query) {
    const parameters = new URLSearchParams(query).toString();
    return parameters ? `${path}?${parameters}` : path;
  }

  async #json(path, query = {}) {
    return (await this.#ask(this.#path(path, query))).json();
  }

  async #ask(path, headers = {}) {
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    const answer = await fetch(this.#base + path, { headers, cache: 'no-store' });
    if (answer.ok || answer.status === 304) return answer;
    const { error, details } = await answer.json().catch(() => ({}));
    throw new Error([`${answer.status}`, error, details].filter(Boolean).join(': '));
  }
}

async function show(base, token) {
  const noctis = new Noctis(base, { token });
  const [study] = (await noctis.studies({ limit: 1 })).studies;
  const [series] = await noctis.series(study.id);
  const [image] = await noctis.images(series.id);
  console.log(`study ${study.id}, series ${series.id}, image ${image.id}`);
  const first = await noctis.picture(image.id, { preset: 'default' });
  const window = await noctis.picture(image.id, { window: 400, level: 40 });
  console.log(`pictures of ${first.size} and ${window.size} bytes`);
  const again = await noctis.picture(image.id, { preset: 'default' });
  console.log(again === first ? 'again: not fetched' : 'again: fetched');
  console.log(`thumbnail: ${(await noctis.thumbnail(image.id)).slice(0, 22)}`);
}

// Only where node runs this very file.
const program = globalThis.process?.argv[1];
if (program && import.meta.url === (await import('node:url')).pathToFileURL(program).href) {
  const [base, token] = process.argv.slice(2);
  if (!base) {
    console.error('usage: node noctis.mjs BASE [TOKEN]');
    process.exit(2);
  }
  await show(base, token);
}
