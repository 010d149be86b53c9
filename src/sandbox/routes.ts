import type { SandboxRequest } from "./http";

/** What stands in a route's placeholders, percent-decoded: `/live/:id` gives `id`. */
export type PathParameters = Readonly<Record<string, string>>;

export interface Route<Handler> {
  readonly method: string;
  /** Case-sensitive; a segment that starts with a colon stands for any text without a slash. */
  readonly path: string;
  readonly handler: Handler;
}

export interface RouteMatch<Handler> {
  readonly route: Route<Handler>;
  readonly parameters: PathParameters;
}

export interface RouteTable<Handler> {
  readonly routes: readonly Route<Handler>[];
  match(request: Pick<SandboxRequest, "method" | "path">): RouteMatch<Handler> | null;
  /** The methods under which the path is known, for a provider that tells a wrong method from a wrong path. */
  methods(path: string): readonly string[];
}

export function createRouteTable<Handler>(routes: readonly Route<Handler>[]): RouteTable<Handler> {
  const compiled = routes.map((route) => ({ route, segments: route.path.split("/") }));
  // A route without placeholders wins over one that has them, whatever their order in the table.
  compiled.sort((a, b) => placeholders(a.segments) - placeholders(b.segments));
  const find = (path: string, method?: string) => {
    const segments = path.split("/");
    for (const { route, segments: pattern } of compiled) {
      if (method !== undefined && route.method !== method) continue;
      const parameters = matchSegments(pattern, segments);
      if (parameters) return { route, parameters };
    }
    return null;
  };
  return {
    routes,
    match: (request) => find(request.path, request.method),
    methods: (path) => [...new Set(routes.map((route) => route.method))].filter((method) => find(path, method)),
  };
}

function placeholders(segments: readonly string[]): number {
  return segments.filter((segment) => segment.startsWith(":")).length;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): PathParameters | null {
  if (pattern.length !== segments.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] as string;
    if (!expected.startsWith(":")) {
      if (expected !== actual) return null;
    } else {
      const decoded = decode(actual);
      if (!decoded) return null;
      parameters[expected.slice(1)] = decoded;
    }
  }
  return parameters;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
