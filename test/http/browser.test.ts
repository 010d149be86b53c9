import type { Page } from "playwright-core";
import { useBench } from "../support/bench";
import { describeWithBrowser, PATIENCE } from "../support/browser";
import { control } from "../support/control";
import { look } from "../support/look";

const bench = useBench();

describeWithBrowser("the explorer in a browser", (open) => {
  test(
    "opens with the first query, runs it at a click, loads nothing from elsewhere and complains of nothing",
    async () => {
      const page = await open();
      const seen = watch(page);
      await page.goto(`${bench.app.url}/`);
      await page.getByRole("button", { name: /Execute query/ }).click();
      const answer = page.locator(".result-window");
      await answer.getByText('"totalCount"').first().waitFor();
      expect(await answer.innerText()).toContain('"nodes"');
      expect(await page.locator("header").innerText()).toContain("everybody may do everything here");
      expect(seen).toEqual({ foreign: [], complaints: [] });
      await page.close();
    },
    PATIENCE,
  );

  test(
    "shows what happens to a room while it is being watched",
    async () => {
      const page = await open();
      const seen = watch(page);
      const query = "subscription { liveRoomChanged { kind liveRoom { title status } } }";
      await page.goto(`${bench.app.url}/?query=${encodeURIComponent(query)}`);
      await look(bench);
      await page.getByRole("button", { name: /Execute query/ }).click();
      const told = page.locator(".result-window").getByText('"STATUS_CHANGED"').first();
      let isTold = false;
      // Nobody outside knows when the server has begun to listen for the page.
      for (let status = 101; !isTold; status = status === 101 ? 105 : 101) {
        await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
        await look(bench);
        isTold = await told.isVisible();
      }
      expect(await page.locator(".result-window").innerText()).toMatch(/"status":\s"(LIVE|PAUSED)"/);
      expect(seen).toEqual({ foreign: [], complaints: [] });
      await page.close();
    },
    PATIENCE,
  );

  test(
    "lets Apollo Sandbox, which comes from elsewhere, ask and watch here, and nobody else",
    async () => {
      const page = await open();
      const seen = watch(page);
      // In place of Apollo's hosts, which a test does not ask.
      await page.route(/apollographql\.com|googleapis\.com|gstatic\.com/, async (route) => {
        const isScript = route.request().url().includes("embeddable-sandbox");
        const type = isScript ? "text/javascript" : "text/css";
        await route.fulfill({ contentType: type, body: isScript ? sandbox : "" });
      });
      await page.goto(`${bench.app.url}/graphql`);
      // A locator looks from a world of its own, which the page's policy does not bind.
      const outcome = await page.locator("html[data-outcome]").getAttribute("data-outcome");
      expect(outcome).toBe("ADMIN, graphql-transport-ws, refused");
      expect(seen.complaints.length).toBeGreaterThan(0);
      for (const complaint of seen.complaints) expect(complaint).toContain("https://elsewhere.example/");
      await page.close();
    },
    PATIENCE,
  );
});

/** What the page asks of other hosts, and what it writes to the console as an error. */
function watch(page: Page): { readonly foreign: string[]; readonly complaints: string[] } {
  const seen = { foreign: [] as string[], complaints: [] as string[] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== bench.app.url) seen.foreign.push(request.url());
  });
  page.on("pageerror", (error) => seen.complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") seen.complaints.push(message.text());
  });
  return seen;
}

/** What Apollo's script does, as far as a policy of the page is concerned. */
const sandbox = `window.EmbeddedSandbox = class {
  constructor({ initialEndpoint }) {
    const body = JSON.stringify({ query: "{ viewer { role } }" });
    const answered = fetch(initialEndpoint, { method: "POST", headers: { "content-type": "application/json" }, body })
      .then((response) => response.json()).then(({ data }) => data.viewer.role);
    const opened = new Promise((resolve, reject) => {
      const socket = new WebSocket(initialEndpoint.replace("http", "ws"), "graphql-transport-ws");
      socket.onopen = () => resolve(socket.protocol);
      socket.onerror = reject;
    });
    const elsewhere = fetch("https://elsewhere.example/").then(() => "answered", () => "refused");
    const tell = (outcome) => (document.documentElement.dataset.outcome = outcome);
    Promise.all([answered, opened, elsewhere]).then((all) => tell(all.join(", ")), (error) => tell(String(error)));
  }
};`;
