// A headless Chromium, led by its DevTools protocol through a pair of pipes: JSON messages, each
// ended by a NUL.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const flags = [
  "--headless=new",
  "--no-sandbox", // as root there is none; what is opened is our own
  "--window-size=1400,1000",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-breakpad",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-extensions",
  "--disable-sync",
  "--no-first-run",
  "--no-default-browser-check",
  "--remote-debugging-pipe",
];

export class Chromium {
  #process;
  #profile = mkdtempSync(join(tmpdir(), "noctis-chromium-"));
  #sent = 0;
  #waiting = new Map(); // id of a command → { resolve, reject }
  #listeners = new Set();
  #closed;

  constructor(program) {
    this.#process = spawn(program, [...flags, `--user-data-dir=${this.#profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    this.#closed = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.once("error", (error) => this.#fail(error));
    this.#process.once("close", () => this.#fail(new Error("Chromium ended")));
    this.#process.stdio[3].on("error", (error) => this.#fail(error));
    let rest = Buffer.alloc(0);
    this.#process.stdio[4].on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#receive(JSON.parse(rest.subarray(0, end).toString()));
        rest = rest.subarray(end + 1);
      }
    });
  }

  // The answer to a command; `session` is a page's or a worker's, without one the browser's own.
  send(method, params = {}, session = undefined) {
    const id = ++this.#sent;
    this.#process.stdio[3].write(JSON.stringify({ id, method, params, sessionId: session }) + "\0");
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  // `heard` is called with every event, { method, params, sessionId }, until off() is.
  on(heard) {
    this.#listeners.add(heard);
  }

  off(heard) {
    this.#listeners.delete(heard);
  }

  // It is asked first, so that none of its processes is left that still writes its profile.
  async close() {
    const patience = setTimeout(() => this.#process.kill("SIGKILL"), 20_000);
    this.send("Browser.close").catch(() => {});
    await this.#closed;
    clearTimeout(patience);
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }

  #receive(message) {
    if (message.id === undefined) {
      for (const heard of this.#listeners) heard(message);
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) reject(new Error(message.error.message));
    else resolve(message.result);
  }

  #fail(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
