/** Where Redis is, in one of its three shapes. */
export type RedisAddress = SingleAddress | SentinelAddress | ClusterAddress;

export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

interface Access {
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

export interface SingleAddress extends Access, RedisHost {
  readonly kind: "single";
  readonly database: number;
}

/** Sentinels that know which server is the master at the moment. */
export interface SentinelAddress extends Access {
  readonly kind: "sentinel";
  readonly sentinels: readonly RedisHost[];
  /** The name under which the sentinels know it. */
  readonly master: string;
  readonly database: number;
  readonly sentinelUsername: string | undefined;
  readonly sentinelPassword: string | undefined;
}

/** Some nodes of a cluster; they tell of the others. */
export interface ClusterAddress extends Access {
  readonly kind: "cluster";
  readonly nodes: readonly RedisHost[];
}

const FORM =
  /^(?<scheme>rediss?)(?:[+-](?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^@/?#:]*)(?::(?<password>[^@/?#]*))?@)?(?<hosts>[^@/?#]+)(?:\/(?<path>[^?#]*))?(?:\?(?<query>[^#]*))?$/;
const HOST = /^(?<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?<port>\d{1,5}))?$/;
const STANDARD_PORT = { single: 6379, cluster: 6379, sentinel: 26379 } as const;

/**
 * Reads `redis://[user:password@]host[:port][/database]`, `redis+sentinel://…host,host…/master[/database]` and
 * `redis+cluster://…host,host…`; `rediss` instead of `redis` for TLS, a hyphen as good as the plus. Sentinels with a
 * password of their own have it as `?sentinelPassword=`. Null when it is none of these.
 */
export function readRedisAddress(url: string): RedisAddress | null {
  const { scheme, kind = "single", user, password, hosts = "", path = "", query = "" } = FORM.exec(url)?.groups ?? {};
  if (scheme === undefined || !isKind(kind)) return null;
  const places = hosts.split(",").map((host) => readHost(host, STANDARD_PORT[kind]));
  const nodes = places.filter((place) => place !== null);
  const [first] = nodes;
  if (!first || nodes.length < places.length) return null;
  const parameters = new URLSearchParams(query);
  const known = kind === "sentinel" ? ["sentinelUsername", "sentinelPassword"] : [];
  if ([...parameters.keys()].some((name) => !known.includes(name))) return null;
  try {
    const access = { tls: scheme === "rediss", username: decode(user), password: decode(password) };
    if (kind === "cluster") return path === "" ? { kind, nodes, ...access } : null;
    if (kind === "single") {
      const database = readDatabase(path);
      return nodes.length === 1 && database !== null ? { kind, ...first, database, ...access } : null;
    }
    const [master = "", inPath = "", ...rest] = path.split("/");
    const database = readDatabase(inPath);
    if (master === "" || database === null || rest.length > 0) return null;
    return {
      kind,
      sentinels: nodes,
      master: decodeURIComponent(master),
      database,
      ...access,
      sentinelUsername: parameters.get("sentinelUsername") ?? undefined,
      sentinelPassword: parameters.get("sentinelPassword") ?? undefined,
    };
  } catch {
    // A percent sign that encodes nothing.
    return null;
  }
}

function isKind(kind: string): kind is keyof typeof STANDARD_PORT {
  return kind in STANDARD_PORT;
}

function readHost(text: string, standardPort: number): RedisHost | null {
  const { host, port } = HOST.exec(text)?.groups ?? {};
  if (host === undefined) return null;
  const number = port === undefined ? standardPort : Number(port);
  return number >= 1 && number <= 65535 ? { host: host.replace(/^\[|\]$/g, ""), port: number } : null;
}

function readDatabase(text: string): number | null {
  if (text === "") return 0;
  return /^\d{1,4}$/.test(text) ? Number(text) : null;
}

function decode(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : decodeURIComponent(text);
}
