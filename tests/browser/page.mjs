// A page in a browser of its own, and everything that it asks for or complains of.

// What a worker may not do is told by its own session, so it is stopped until that one listens.
const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

const told = {
  // GenericIssue: advice on forms and the like.
  "Audits.issueAdded": ({ issue }) =>
    issue.code !== "GenericIssue" && `${issue.code}: ${JSON.stringify(issue.details)}`,
  "Log.entryAdded": ({ entry }) =>
    entry.level === "error" && `${entry.source}: ${entry.text} ${entry.url ?? ""}`,
  "Runtime.exceptionThrown": ({ exceptionDetails: details }) =>
    `exception: ${details.exception?.description ?? details.text}`,
  "Runtime.consoleAPICalled": ({ type, args }) =>
    type === "error" && `console: ${args.map((arg) => arg.value ?? arg.description).join(" ")}`,
  "Network.loadingFailed": ({ errorText, blockedReason, canceled }) =>
    !canceled && `not loaded: ${errorText} ${blockedReason ?? ""}`,
};

export class Page {
  requests = []; // addresses, in the order in which they were asked for
  complaints = [];
  #browser;
  #session;
  #heard;

  static async open(browser, address) {
    const page = new Page();
    page.#browser = browser;
    const { browserContextId } = await browser.send("Target.createBrowserContext");
    const { targetId } = await browser.send("Target.createTarget", {
      url: "about:blank",
      browserContextId,
    });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    page.#session = sessionId;
    page.#listen();
    for (const domain of ["Page", "Audits", "Log", "Runtime", "Network"])
      await browser.send(`${domain}.enable`, {}, sessionId);
    await browser.send("Target.setAutoAttach", attach, sessionId);
    await browser.send("Page.navigate", { url: address }, sessionId);
    return page;
  }

  // The value of an expression in the page.
  async value(expression) {
    const { result, exceptionDetails: details } = await this.#browser.send(
      "Runtime.evaluate",
      { expression, returnByValue: true, awaitPromise: true },
      this.#session,
    );
    if (details) throw new Error(details.exception?.description ?? details.text);
    return result.value;
  }

  // Returns once the expression is true; throws when it has not become so in a minute.
  async until(expression) {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      if (await this.value(`Boolean(${expression})`)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never became true: ${expression}`);
  }

  async type(text) {
    await this.#browser.send("Input.insertText", { text }, this.#session);
  }

  async screenshot() {
    const { data } = await this.#browser.send("Page.captureScreenshot", {}, this.#session);
    return Buffer.from(data, "base64");
  }

  close() {
    this.#browser.off(this.#heard);
  }

  #listen() {
    const sessions = new Set([this.#session]);
    this.#heard = ({ method, params, sessionId }) => {
      if (!sessions.has(sessionId)) return;
      if (method === "Target.attachedToTarget") {
        sessions.add(params.sessionId);
        this.#follow(params.sessionId);
      }
      if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
      const complaint = told[method]?.(params);
      if (complaint) this.complaints.push(complaint);
    };
    this.#browser.on(this.#heard);
  }

  // A worker: not every kind of one knows every domain.
  async #follow(session) {
    for (const domain of ["Log", "Runtime", "Network"])
      await this.#browser.send(`${domain}.enable`, {}, session).catch(() => {});
    await this.#browser.send("Runtime.runIfWaitingForDebugger", {}, session).catch(() => {});
  }
}
