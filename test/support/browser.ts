import { chromium, type Browser, type Page } from "playwright-core";
import { describeWith } from "./program";

/** A browser that opens nothing but what it is told to. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
export const PATIENCE = 60_000;

/** For tests that need a real browser: each opens pages of its own, which end with the browser. */
export function describeWithBrowser(title: string, tests: (open: () => Promise<Page>) => void): void {
  describeWith(["chromium", "chromium-browser", "google-chrome"], title, (executablePath) => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: QUIET });
    }, PATIENCE);
    afterAll(() => browser.close());

    tests(async () => {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE);
      return page;
    });
  });
}
