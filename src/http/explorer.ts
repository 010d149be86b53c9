import type { FastifyInstance } from "fastify";
import { policyOfExplorer } from "./content-policy";
import { firstQuery } from "./first-query";

/**
 * `/`: an explorer that comes with the package, so that it opens without a foreign host, in China and offline. Apollo
 * Sandbox is a link away, at `/graphql`.
 */
export function serveExplorer(fastify: FastifyInstance, options: { readonly isOpen: boolean }): void {
  let rendered: Promise<{ readonly page: string; readonly policy: string }> | null = null;
  fastify.get("/", async (_request, reply) => {
    const { page, policy } = await (rendered ??= renderPage(options.isOpen).then((text) => ({
      page: text,
      policy: policyOfExplorer(text),
    })));
    return reply
      .headers({ "content-security-policy": policy, "cache-control": "no-cache" })
      .type("text/html; charset=utf-8")
      .send(page);
  });
}

const ROOT = '<div id="root"></div>';

async function renderPage(isOpen: boolean): Promise<string> {
  // Several megabytes of editor, needed only by those who look.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const options = {
    title: "Zhibo 直播",
    endpoint: "/graphql",
    // What stands in the headers pane goes along, which the page does not do with a websocket.
    subscriptionsProtocol: "GRAPHQL_SSE",
    defaultQuery: firstQuery,
    favicon: FAVICON,
  } as const;
  const page = renderGraphiQL(options);
  return page.replace(ROOT, `${banner(isOpen)}${ROOT}${STREAMS_ELSEWHERE}`);
}

/** The page knows one address; event streams have one of their own. */
const STREAMS_ELSEWHERE = `<script>
      const ask = window.fetch;
      window.fetch = (address, asked) => {
        const isStream = new Headers(asked?.headers).get("accept") === "text/event-stream";
        return ask(isStream ? String(address).replace(/\\/graphql(?=\\?|$)/, "/graphql/stream") : address, asked);
      };
    </script>`;

const FAVICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%23d6293e'/%3E%3Cpath d='M6.5 5v6l4.5-3z' fill='white'/%3E%3C/svg%3E";

/** What a newcomer should know, above the editor. */
function banner(isOpen: boolean): string {
  const open = isOpen
    ? `<span class="zhibo-open">Open: everybody may do everything here. 当前无需登录，任何人都可操作。</span>`
    : `<span>Send a token in the headers below. 请在下方 Headers 中填写令牌。</span>`;
  return `<style>
      body { display: flex; flex-direction: column; }
      #root { flex: 1; min-height: 0; height: auto; }
      .zhibo { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 8px 16px; align-items: baseline;
        font: 14px system-ui, sans-serif; background: #1c1f2b; color: #e8eaf2; }
      .zhibo b { font-size: 16px; }
      .zhibo a { color: #9fc1ff; }
      .zhibo-open { color: #ffd479; }
    </style>
    <header class="zhibo">
      <b>Zhibo 直播</b>
      ${open}
      <a href="/graphql">Apollo Sandbox</a>
      <a href="/readyz">Status 状态</a>
    </header>
    `;
}
