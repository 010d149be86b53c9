import { z } from "zod";
import { accessSettings, accessVariables, readAccess, type AccessSettings } from "./access-settings";
import { documentSettings, documentVariables, problemOfDocuments, type DocumentSettings } from "./document-settings";
import { limitSettings, limitVariables, type LimitSettings } from "./limit-settings";
import { numberWithin, text } from "./providers/setting";
import { readRedisAddress, type RedisAddress } from "./store/redis/address";
import { readSealingKeys, type SealingKeys } from "./store/seal";
import { problemsOf, type ConfiguredAccount, type ProviderModule } from "./providers/module";

/** What the gateway runs with. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** How long everything is served as before once the process was told to end. */
  readonly shutdownDelaySeconds: number;
  readonly logLevel: LogLevel;
  readonly access: AccessSettings;
  readonly limits: LimitSettings;
  readonly documents: DocumentSettings;
  readonly corsOrigins: readonly string[];
  readonly roomsFreshSeconds: number;
  /** The pause between two readings of an account's rooms while something is on; 0: only when somebody asks. */
  readonly pollSeconds: number;
  /** Whether `/metrics` is served. */
  readonly metrics: "on" | "off";
  /** How old a reading may be that is served, marked stale, while the provider cannot be asked. */
  readonly roomsStaleSeconds: number;
  /** Whether queries are run from compiled plans. */
  readonly fastPath: boolean;
  /** Where what cannot be asked for again is kept; null: in memory, lost with the process. */
  readonly dataDir: string | null;
  /** The Redis that replicas share; null: this process is alone. */
  readonly redis: RedisAddress | null;
  /** Seal access tokens in Redis; null: each with its account's own secret. */
  readonly cacheKeys: SealingKeys | null;
  readonly accounts: readonly ConfiguredAccount[];
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Settings that cannot be run with. The text names each and says what it should be; it never repeats a value. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(readonly problems: readonly string[]) {
    super(`The settings are not right:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
  }
}

const PORT = "a port: 0 (any free one) to 65535";
const SECONDS = "a number of seconds, 0 to 3600";
const DELAY = "a number of seconds, 0 to 300";
const LONG_SECONDS = "a number of seconds, 0 to 604800";
const ORIGINS = "origins such as https://shop.example, without a path, separated by commas";

function isOrigin(url: string): boolean {
  return new URL(url).origin === url;
}

const REDIS =
  "redis://host:port/database, redis+sentinel://host:port,host:port/master, or redis+cluster://host:port,host:port";

const CACHE_KEYS = "keys of 32 bytes in base64 or hexadecimal, separated by commas";

/** A text that something reads, or refuses by null. */
function readBy<Read>(read: (given: string) => Read | null, expected: string) {
  return text(expected).transform((given, context) => {
    const found = read(given);
    if (found !== null) return found;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });
}

const settings = z.strictObject({
  host: text("an address to listen on, such as 127.0.0.1").default("127.0.0.1"),
  port: numberWithin(0, 65535, PORT).pipe(z.int(PORT)).default(4000),
  shutdownDelaySeconds: numberWithin(0, 300, DELAY).default(0),
  logLevel: z.enum(logLevels, `one of ${logLevels.join(", ")}`).default("info"),
  ...accessSettings,
  ...limitSettings,
  ...documentSettings,
  corsOrigins: z
    .array(z.url({ protocol: /^https?$/, error: ORIGINS, abort: true }).refine(isOrigin, ORIGINS), ORIGINS)
    .default([]),
  roomsFreshSeconds: numberWithin(0, 3600, SECONDS).default(5),
  pollSeconds: numberWithin(0, 3600, SECONDS).default(10),
  metrics: z.enum(["on", "off"], "on or off").default("on"),
  roomsStaleSeconds: numberWithin(0, 604_800, LONG_SECONDS).default(86_400),
  fastPath: z
    .union([z.boolean(), z.enum(["on", "off"]).transform((value) => value === "on")], "on or off")
    .default(true),
  dataDir: text("a folder to keep data in").nullable().default(null),
  redis: readBy(readRedisAddress, REDIS).nullable().default(null),
  cacheKeys: readBy(readSealingKeys, CACHE_KEYS).nullable().default(null),
});

/** The variable of each setting that is not an account's. */
const variables = {
  host: "HOST",
  port: "PORT",
  shutdownDelaySeconds: "ZHIBO_SHUTDOWN_DELAY_SECONDS",
  logLevel: "LOG_LEVEL",
  ...accessVariables,
  ...limitVariables,
  ...documentVariables,
  corsOrigins: "CORS_ORIGINS",
  roomsFreshSeconds: "ZHIBO_ROOMS_FRESH_SECONDS",
  pollSeconds: "ZHIBO_POLL_SECONDS",
  metrics: "ZHIBO_METRICS",
  roomsStaleSeconds: "ZHIBO_ROOMS_STALE_SECONDS",
  fastPath: "ZHIBO_FAST_PATH",
  dataDir: "ZHIBO_DATA_DIR",
  redis: "REDIS_URL",
  cacheKeys: "ZHIBO_CACHE_KEY",
} as const satisfies Record<keyof z.input<typeof settings>, string>;

/** The names of all variables that production reads. */
export function variablesRead(modules: readonly ProviderModule[]): string[] {
  return ["ZHIBO_CONFIG", ...Object.values(variables), ...modules.flatMap(({ variables: own }) => Object.values(own))];
}

type Environment = Readonly<Record<string, string | undefined>>;

export interface SettingsSource {
  readonly environment: Environment;
  /** The configuration file that `ZHIBO_CONFIG` names. */
  readonly file?: ConfigurationFile;
  readonly modules: readonly ProviderModule[];
  /** What holds when neither a word about authentication nor a key is given. */
  readonly openByDefault?: boolean;
  /** What holds where neither file nor environment says anything. */
  readonly defaults?: Partial<Omit<Settings, "accounts" | "access" | "limits" | "documents">>;
  /** Settings under those of file and environment, by provider name; how development adds its simulators. */
  readonly accountDefaults?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface ConfigurationFile {
  readonly text: string;
  /** Reads YAML, and JSON with it. Brought along, because most start without a file, and it takes a while to load. */
  readonly parse: (text: string) => unknown;
}

/** Reads the settings; the environment goes before the file. Throws SettingsError. */
export function readSettings(source: SettingsSource): Settings {
  const problems: string[] = [];
  const { accounts: fileAccounts, ...fileSettings } = readFile(source.file, problems);
  const parsed = settings.safeParse({ ...source.defaults, ...fileSettings, ...fromEnvironment(source.environment) });
  if (!parsed.success) {
    for (const { setting, expected } of problemsOf(parsed.error)) {
      problems.push(`${nameOf(setting.split(".")[0] ?? "")} must be ${expected}`);
    }
  }
  const accounts = readAccounts(source, fileAccounts, problems);
  if (!parsed.success) throw new SettingsError(problems);
  const { authentication, jwtSecret, jwtPreviousSecret, jwksUrl, jwtIssuer, jwtAudience, apiKeys, ...rest } =
    parsed.data;
  const tokens = { jwtSecret, jwtPreviousSecret, jwksUrl, jwtIssuer, jwtAudience, apiKeys };
  const access = readAccess({ authentication, ...tokens }, source.openByDefault ?? false);
  if ("problems" in access) problems.push(...access.problems);
  const { trustedDocuments, trustedDocumentsMode, automaticPersistedQueries, ...further } = rest;
  const documents = { trustedDocuments, trustedDocumentsMode, automaticPersistedQueries };
  const problem = problemOfDocuments(documents);
  if (problem !== null) problems.push(problem);
  if (problems.length > 0 || "problems" in access) throw new SettingsError(problems);
  const {
    introspection,
    costPerMinute,
    trustedProxies,
    largestAnswerKilobytes,
    queryTimeoutSeconds,
    mutationTimeoutSeconds,
    ...others
  } = further;
  const limits = {
    // Where nobody is known, people try things out.
    introspection: introspection ?? access.authentication === "open",
    costPerMinute: access.authentication === "open" ? 0 : costPerMinute,
    trustedProxies,
    largestAnswerKilobytes,
    queryTimeoutSeconds,
    mutationTimeoutSeconds,
  };
  return { ...others, access, limits, documents, accounts };
}

function nameOf(setting: string): string {
  return setting in variables ? variables[setting as keyof typeof variables] : setting;
}

function fromEnvironment(environment: Environment): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [setting, variable] of Object.entries(variables)) {
    const value = environment[variable];
    if (value !== undefined && value !== "") found[setting] = setting === "corsOrigins" ? splitList(value) : value;
  }
  return found;
}

function splitList(value: string): string[] {
  return value.split(",").map((item) => item.trim());
}

interface FileSettings {
  readonly accounts: readonly unknown[];
  readonly [setting: string]: unknown;
}

function readFile(file: ConfigurationFile | undefined, problems: string[]): FileSettings {
  if (file === undefined) return { accounts: [] };
  try {
    const { accounts = [], ...rest } = z.record(z.string(), z.unknown()).parse(file.parse(file.text));
    if (Array.isArray(accounts)) return { ...rest, accounts };
    problems.push("accounts must be a list of accounts");
  } catch {
    problems.push("ZHIBO_CONFIG must name a YAML or JSON file with settings");
  }
  return { accounts: [] };
}

function readAccounts(source: SettingsSource, inFile: readonly unknown[], problems: string[]): ConfiguredAccount[] {
  const accounts: ConfiguredAccount[] = [];
  const keep = (module: ProviderModule, given: object, describe: (setting: string) => string) => {
    const reading = module.read(given);
    if (reading.ok) accounts.push(reading.account);
    else
      for (const { setting, expected } of reading.problems) problems.push(`${describe(setting)} must be ${expected}`);
  };
  for (const [index, entry] of inFile.entries()) {
    const { provider, ...given } = z.record(z.string(), z.unknown()).catch({}).parse(entry);
    const module = source.modules.find(({ name }) => name.toLowerCase() === provider);
    const at = `accounts[${index}]`;
    if (module) keep(module, given, (setting) => `${at}.${setting}`);
    else problems.push(`${at}.provider must be ${source.modules.map(({ name }) => name.toLowerCase()).join(" or ")}`);
  }
  for (const module of source.modules) {
    const given = accountFromEnvironment(module, source.environment);
    const defaults = source.accountDefaults?.[module.name];
    if (given || defaults) {
      keep(module, { ...defaults, ...given }, (setting) => module.variables[setting] ?? `${module.name} ${setting}`);
    }
  }
  const keys = accounts.map(({ key }) => key);
  for (const key of new Set(keys.filter((item, index) => keys.indexOf(item) !== index))) {
    problems.push(`accounts must have keys of their own; "${key}" is there twice`);
  }
  if (accounts.length === 0 && problems.length === 0) {
    const names = source.modules
      .map(({ variables: own }) => Object.values(own).slice(0, 2).join(" and "))
      .join(", or ");
    problems.push(`at least one account must be there: set ${names}, or name a file with accounts in ZHIBO_CONFIG`);
  }
  return accounts;
}

function accountFromEnvironment(module: ProviderModule, environment: Environment): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const [setting, variable] of Object.entries(module.variables)) {
    const value = environment[variable];
    if (value !== undefined && value !== "") found[setting] = value;
  }
  return Object.keys(found).length > 0 ? found : null;
}
