import type { FastifyInstance } from "fastify";
import { firstQuery } from "./first-query";

/** `/`: an explorer that comes with the package, so that it opens without a foreign host; Apollo Sandbox is a link away. */
export function serveExplorer(fastify: FastifyInstance, options: { readonly open: boolean }): void {
  let page: string | null = null;
  fastify.get("/", async (_request, reply) => {
    page ??= await renderPage(options.open);
    return reply.type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
}

async function renderPage(open: boolean): Promise<string> {
  // Several megabytes of editor, needed only by those who look.
  const { renderGraphiQL } = await import("@graphql-yoga/render-graphiql");
  const page = renderGraphiQL({
    title: "Zhibo 直播",
    endpoint: "/graphql",
    defaultQuery: firstQuery,
    logo: logo(open),
    shouldPersistHeaders: false,
  });
  return page;
}

function logo(open: boolean): string {
  return open ? "Zhibo 直播 · open: everybody may do everything" : "Zhibo 直播";
}
