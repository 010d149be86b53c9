import { readFileSync } from "node:fs";
import type { AccessSettings } from "./access-settings";
import { startApp, type App } from "./app";
import { readSettings, SettingsError, type Settings, type SettingsSource } from "./config";
import { createLog } from "./log";
import { providerModules } from "./providers";

/** Where data is kept when nobody says where: a folder below the one the gateway was started in. */
const DATA_DIR = "zhibo-data";

/** Starts the gateway with the settings of environment and file: production. */
export async function start(environment: NodeJS.ProcessEnv = process.env): Promise<App> {
  const settings = readSettings(settingsSource({ ZHIBO_DATA_DIR: DATA_DIR, ...environment }));
  const log = createLog(settings.logLevel);
  const app = await startApp(settings, { log });
  log.info({ url: app.url, accounts: settings.accounts.map(({ key }) => key) }, "listening");
  for (const warning of warningsOf(settings.access)) log.warn({}, warning);
  return app;
}

/** What runs, and yet should be looked at. */
function warningsOf(access: AccessSettings): string[] {
  if (access.authentication === "open") return ["authentication is open: everybody may do everything"];
  const { jwtSecrets, jwksUrl, jwtIssuer, jwtAudience } = access;
  const warnings: string[] = [];
  if (jwtSecrets.some((secret) => Buffer.byteLength(secret) < 32)) {
    warnings.push("JWT_SECRET is shorter than 32 bytes: a short secret can be guessed from one token");
  }
  if (jwksUrl !== null && (jwtIssuer === null || jwtAudience === null)) {
    warnings.push(
      "without JWT_ISSUER and JWT_AUDIENCE, tokens that were made for other applications are good here too",
    );
  }
  return warnings;
}

export function settingsSource(environment: NodeJS.ProcessEnv): SettingsSource {
  const path = environment["ZHIBO_CONFIG"];
  return { environment, modules: providerModules, ...(path ? { file: readConfiguration(path) } : {}) };
}

function readConfiguration(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new SettingsError(["ZHIBO_CONFIG must name a YAML or JSON file that can be read"]);
  }
}

export type { App, Settings };
