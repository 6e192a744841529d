// pages.mjs CHROMIUM BASE [FOLDER]: opens the viewers of the OpenAPI document of the server at BASE
// ("http://127.0.0.1:8001") in a Chromium: every route must be shown, nothing refused by the pages'
// own policies, and nothing asked of anybody else.  Screenshots go to FOLDER.

import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Chromium } from "./chromium.mjs";
import { Page } from "./page.mjs";

const [program, base, folder] = process.argv.slice(2);
let failed = 0;

function check(holds, claim, found = []) {
  console.log(`${holds ? "ok" : "NOT OK"}: ${claim}`);
  if (holds) return;
  ++failed;
  for (const line of found) console.log(`    ${line}`);
}

// The texts of all elements, without the marks of zero width that the viewers put into paths, for
// lines to be broken there.
const shown_texts =
  '[...document.querySelectorAll("body *")].map((e) => e.textContent.replaceAll("\\u200b", ""))';

async function check_page(browser, path, paths, use) {
  const page = await Page.open(browser, base + path);
  try {
    await page.until(
      `((shown) => ${JSON.stringify(paths)}.every((path) => shown.has(path)))(new Set(${shown_texts}))`,
    );
    check(true, `${path} shows all ${paths.length} routes`);
    await use(page);
  } catch (error) {
    check(false, `${path} works`, [error.message]);
  }
  if (folder)
    writeFileSync(join(folder, `${path.split("/").pop()}.png`), await page.screenshot());
  page.close();

  const own = (address) => address.startsWith(`${base}/`) || /^(data|blob):/.test(address);
  check(page.requests.includes(`${base}/api/v1/openapi.json`), `${path} reads the document`);
  const foreign = page.requests.filter((address) => !own(address));
  check(foreign.length === 0, `${path} asks nobody else`, foreign);
  check(page.complaints.length === 0, `${path} is refused nothing`, page.complaints);
}

async function try_ping(page) {
  const ping = '[...document.querySelectorAll(".opblock")].find((block) => ' +
    'block.textContent.replaceAll("\\u200b", "").includes("/api/v1/ping"))';
  for (const button of [".opblock-summary-control", ".try-out__btn", ".execute"]) {
    await page.until(`${ping}.querySelector("${button}")`);
    await page.value(`${ping}.querySelector("${button}").click()`);
  }
  await page.until(`${ping}.querySelector(".live-responses-table")?.textContent.includes("pong")`);
  check(true, "a request tried out in the page is answered there");
}

async function search_for(page, words) {
  await page.value('document.querySelector("[role=search] input").focus()');
  await page.type(words);
  await page.until('document.querySelector("[role=search] [role=menuitem]")');
  check(true, "a search finds something, so the worker that searches was allowed to run");
}

const page = await fetch(`${base}/api/v1/docs`);
if (page.status === 404 && (await page.text()).includes("built without its pages")) {
  console.log("SKIP: this noctis was built without its pages");
  process.exit(77);
}
const openapi = await (await fetch(`${base}/api/v1/openapi.json`)).json();
const paths = Object.keys(openapi.paths);
const browser = new Chromium(program);
try {
  await check_page(browser, "/api/v1/docs", paths, try_ping);
  await check_page(browser, "/api/v1/redoc", paths, (page) =>
    search_for(page, openapi.paths["/api/v1/ping"].get.summary),
  );
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
