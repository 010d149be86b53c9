import { startApp, type App, type AppDependencies } from "../../src/app";
import { readSettings } from "../../src/config";
import { silentLog } from "../../src/domain/log";
import { providerModules } from "../../src/providers";
import type { QiniuSandbox } from "../../src/providers/qiniu/sandbox";
import type { WechatSandbox } from "../../src/providers/wechat/sandbox";
import type { Answer } from "./bench";

/** A gateway on the real clock, one of several that share a Redis and the providers' simulators. */
export interface Replica {
  readonly app: App;
  /** An operation through the front door. */
  ask(query: string, variables?: object): Promise<Answer<Readonly<Record<string, unknown>>>>;
}

export async function startReplica(
  redisUrl: string,
  { wechat, qiniu }: { readonly wechat: WechatSandbox; readonly qiniu: QiniuSandbox },
  environment: Readonly<Record<string, string>> = {},
  dependencies: Omit<AppDependencies, "log"> = {},
): Promise<Replica> {
  const settings = readSettings({
    environment: {
      PORT: "0",
      ZHIBO_AUTH: "open",
      REDIS_URL: redisUrl,
      // So little that reads keep reaching the provider, and with it the token and the counters.
      ZHIBO_ROOMS_FRESH_SECONDS: "0.05",
      WECHAT_APP_ID: wechat.credentials.appId,
      WECHAT_APP_SECRET: wechat.credentials.appSecret,
      WECHAT_BASE_URL: wechat.url,
      QINIU_ACCESS_KEY: qiniu.credentials.accessKey,
      QINIU_SECRET_KEY: qiniu.credentials.secretKey,
      QINIU_BASE_URL: qiniu.url,
      ...environment,
    },
    modules: providerModules,
  });
  const app = await startApp(settings, { log: silentLog, ...dependencies });
  return {
    app,
    async ask(query, variables) {
      const response = await fetch(`${app.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer<Readonly<Record<string, unknown>>>;
    },
  };
}

const READS_IN_ONE = 10;
const tenReads = `{
  ${Array.from({ length: READS_IN_ONE - 1 }, (_, index) => `r${index}: liveRoom(id: "room:wechat:${index + 1}") { title }`).join("\n")}
  r9: liveRooms(first: 5) { nodes { id title } unavailable { account { key } } }
}`;

/** So many reads, ten of them in one request and twenty requests at a time. Answers with what went wrong in any of them. */
export async function readMany(
  replicas: readonly Replica[],
  reads: number,
  meanwhile: (done: number) => void = () => undefined,
): Promise<readonly unknown[]> {
  const problems: unknown[] = [];
  let begun = 0;
  const requests = reads / READS_IN_ONE;
  const worker = async () => {
    while (begun < requests) {
      begun += 1;
      meanwhile(begun);
      const replica = replicas[begun % replicas.length] as Replica;
      const { data, errors } = await replica.ask(tenReads);
      const found = Object.values(data ?? {});
      const list = data?.["r9"] as { unavailable: readonly unknown[] } | null | undefined;
      if (errors || found.length < READS_IN_ONE || found.includes(null) || list?.unavailable.length !== 0) {
        problems.push(errors ?? data);
      }
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  return problems;
}
