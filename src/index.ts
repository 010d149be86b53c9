import { readFileSync } from "node:fs";
import { weaknessesOf } from "./access-settings";
import { startApp, type App } from "./app";
import { readSettings, SettingsError, type ConfigurationFile, type Settings, type SettingsSource } from "./config";
import { createLog } from "./log";
import { misspeltIn } from "./misspelt";
import { providerModules } from "./providers";

/** Where data is kept when nobody says where: a folder below the one the gateway was started in. */
const DATA_DIR = "zhibo-data";

/** Two looks of a load balancer that looks every two seconds. */
const SHUTDOWN_DELAY_SECONDS = 5;

/** Starts the gateway with the settings of environment and file: production. */
export async function start(environment: NodeJS.ProcessEnv = process.env): Promise<App> {
  const settings = readSettings(await productionSettings(environment));
  const log = createLog(settings.logLevel);
  const app = await startApp(settings, { log });
  log.info({ url: app.url, accounts: settings.accounts.map(({ key }) => key) }, "listening");
  for (const { en } of weaknessesOf(settings.access)) log.warn({}, en);
  for (const { en } of misspeltIn(environment, providerModules)) log.warn({}, en);
  return app;
}

/** Where production's settings are read from. */
export async function productionSettings(environment: NodeJS.ProcessEnv): Promise<SettingsSource> {
  return {
    ...(await settingsSource(environment)),
    defaults: { dataDir: DATA_DIR, shutdownDelaySeconds: SHUTDOWN_DELAY_SECONDS },
  };
}

export async function settingsSource(environment: NodeJS.ProcessEnv): Promise<SettingsSource> {
  const path = environment["ZHIBO_CONFIG"];
  return { environment, modules: providerModules, ...(path ? { file: await readConfiguration(path) } : {}) };
}

async function readConfiguration(path: string): Promise<ConfigurationFile> {
  const { parse } = await import("yaml");
  try {
    return { text: readFileSync(path, "utf8"), parse };
  } catch {
    throw new SettingsError(["ZHIBO_CONFIG must name a YAML or JSON file that can be read"]);
  }
}

export type { App, Settings };
