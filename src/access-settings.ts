import { z } from "zod";
import { roles } from "./domain/caller";
import type { Text } from "./domain/text";
import { text } from "./providers/setting";

const ROLES = "viewer, operator or admin";
const HASH = "the SHA-256 of the key: 64 hexadecimal digits, as `zhibo api-key` prints them";
const KEYS = "API keys such as erp:operator:<SHA-256>, separated by commas";

const role = z
  .string(ROLES)
  .transform((name) => roles.find((known) => known.toLowerCase() === name.toLowerCase()))
  .refine((known) => known !== undefined, ROLES);

const apiKey = z.strictObject({
  name: text("a name for the log"),
  sha256: z
    .string(HASH)
    .regex(/^[0-9a-f]{64}$/i, HASH)
    .toLowerCase(),
  role,
  accounts: z.array(text("keys of accounts"), "a list of keys of accounts").nullable().default(null),
});

/** In a variable a key is `name:role:hash` or, for some accounts only, `name:role:hash:tea+coffee`. */
function fromText(list: string): unknown[] {
  return list.split(",").map((item) => {
    const [name, given, sha256, accounts] = item.trim().split(":");
    return { name, role: given, sha256, ...(accounts === undefined ? {} : { accounts: accounts.split("+") }) };
  });
}

const endpoint = "an https address, or an http one of this machine, without a user";

function isTrustworthy(address: string): boolean {
  const { protocol, hostname, username, password } = new URL(address);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return username === "" && password === "" && (protocol === "https:" || (protocol === "http:" && isLocal));
}

/** The settings that say who may do what. */
export const accessSettings = {
  authentication: z.enum(["jwt", "open"], "jwt, or open, which lets everybody do everything").optional(),
  jwtSecret: text("the secret that tokens are signed with").optional(),
  jwtPreviousSecret: text("the secret before the last change").optional(),
  jwksUrl: z.url({ error: endpoint, abort: true }).refine(isTrustworthy, endpoint).optional(),
  jwtIssuer: text("the issuer that tokens must name").optional(),
  jwtAudience: text("the audience that tokens must name").optional(),
  apiKeys: z
    .union([z.string().transform(fromText), z.array(z.unknown())], KEYS)
    .pipe(z.array(apiKey))
    .default([]),
};

/** The variable of each. */
export const accessVariables = {
  authentication: "ZHIBO_AUTH",
  jwtSecret: "JWT_SECRET",
  jwtPreviousSecret: "JWT_PREVIOUS_SECRET",
  jwksUrl: "JWKS_URL",
  jwtIssuer: "JWT_ISSUER",
  jwtAudience: "JWT_AUDIENCE",
  apiKeys: "ZHIBO_API_KEYS",
} as const satisfies Record<keyof typeof accessSettings, string>;

type Given = { readonly [Name in keyof typeof accessSettings]: z.output<(typeof accessSettings)[Name]> };

/** A key of a server of your own, known by its hash alone. */
export type ApiKey = z.output<typeof apiKey>;

/** Who may do what. */
export type AccessSettings =
  | { readonly authentication: "open" }
  | {
      readonly authentication: "jwt";
      /** Secrets of signed tokens, the one in use first; none: by API keys or a key set alone. */
      readonly jwtSecrets: readonly string[];
      readonly jwksUrl: string | null;
      readonly jwtIssuer: string | null;
      readonly jwtAudience: string | null;
      readonly apiKeys: readonly ApiKey[];
    };

/** What is meant by them together, or why they cannot be meant. */
export function readAccess(
  given: Given,
  openByDefault: boolean,
): AccessSettings | { readonly problems: readonly string[] } {
  const { jwtSecret, jwtPreviousSecret, jwksUrl, jwtIssuer, jwtAudience, apiKeys } = given;
  const hasKeys = jwtSecret !== undefined || jwksUrl !== undefined || apiKeys.length > 0;
  const authentication = given.authentication ?? (hasKeys ? "jwt" : openByDefault ? "open" : undefined);
  if (authentication === undefined) {
    return {
      problems: [
        "ZHIBO_AUTH must be jwt, with JWT_SECRET, JWKS_URL or ZHIBO_API_KEYS; or open, in so many words, which lets everybody do everything",
      ],
    };
  }
  if (authentication === "open") return { authentication };
  const problems: string[] = [];
  if (!hasKeys) problems.push("JWT_SECRET, JWKS_URL or ZHIBO_API_KEYS must be there: ZHIBO_AUTH is jwt");
  if (jwtSecret !== undefined && jwksUrl !== undefined) {
    problems.push("JWKS_URL must be left out where JWT_SECRET is given: tokens are signed in one way");
  }
  if (jwtPreviousSecret !== undefined && jwtSecret === undefined) {
    problems.push("JWT_PREVIOUS_SECRET must be left out where JWT_SECRET is not given");
  }
  if (problems.length > 0) return { problems };
  return {
    authentication,
    jwtSecrets: [jwtSecret, jwtPreviousSecret].filter((secret) => secret !== undefined),
    jwksUrl: jwksUrl ?? null,
    jwtIssuer: jwtIssuer ?? null,
    jwtAudience: jwtAudience ?? null,
    apiKeys,
  };
}

/** What runs, and yet should be looked at before the internet reaches it. */
export function weaknessesOf(access: AccessSettings): readonly Text[] {
  if (access.authentication === "open") {
    return [{ en: "authentication is open: everybody may do everything", zh: "未启用认证：任何人都可操作" }];
  }
  const { jwtSecrets, jwksUrl, jwtIssuer, jwtAudience } = access;
  const weaknesses: Text[] = [];
  if (jwtSecrets.some((secret) => Buffer.byteLength(secret) < SHORT_SECRET)) {
    weaknesses.push({
      en: "JWT_SECRET is shorter than 32 bytes: a short one can be guessed from a single token",
      zh: "JWT_SECRET 不足 32 字节：过短的密钥可由单个令牌猜出",
    });
  }
  if (jwksUrl !== null && (jwtIssuer === null || jwtAudience === null)) {
    weaknesses.push({
      en: "without JWT_ISSUER and JWT_AUDIENCE, tokens made for other applications are good here too",
      zh: "未设置 JWT_ISSUER 和 JWT_AUDIENCE：发给其他应用的令牌在此也有效",
    });
  }
  return weaknesses;
}

/** RFC 7518 asks for as many bits as the hash of HS256 has. */
const SHORT_SECRET = 32;
