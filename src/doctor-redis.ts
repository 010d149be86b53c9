import { systemClock } from "./domain/clock";
import { LiveError } from "./domain/error";
import type { Log } from "./domain/log";
import type { Text } from "./domain/text";
import type { Settings } from "./config";
import type { Finding } from "./doctor";
import { openState } from "./store/state";

/** Many times what the gateway waits: whoever looks has the time to wait for a far one. */
const PATIENCE = 10;

const about = "Redis";

/** Whether Redis answers a read, and whether it keeps what must not be lost. It writes nothing. */
export async function* lookAtRedis({ redis, cacheKeys }: Settings): AsyncGenerator<Finding> {
  const said: { readonly message: string; readonly reason: unknown }[] = [];
  const note = (fields: object, message: string) =>
    void said.push({ message, reason: "reason" in fields ? fields.reason : undefined });
  const log: Log = { info: () => undefined, warn: note, error: note };
  const state = await openState({ dataDir: null, redis, cacheKeys, patience: PATIENCE, clock: systemClock, log });
  try {
    await state.ledger.get("doctor");
    // What Redis told of itself when it was reached has been read by the time of a second answer.
    await state.ledger.get("doctor");
  } catch (error) {
    if (!(error instanceof LiveError)) throw error;
    const reason = said.find((line) => typeof line.reason === "string")?.reason ?? error.details.cause;
    const known = typeof reason === "string" ? ` [${reason}]` : "";
    const text = { en: `It does not answer.${known}`, zh: `无响应。${known}` };
    yield { verdict: "problem", about, text, advice: UNREACHABLE_ADVICE };
    return;
  } finally {
    await state.close();
  }
  const warnings = said.filter(({ reason }) => reason === undefined);
  if (warnings.length === 0) yield { verdict: "ok", about, text: { en: "It answers.", zh: "可访问。" } };
  for (const { message } of warnings) {
    yield { verdict: "warning", about, text: { en: `${message}.`, zh: `${message}。` }, advice: DURABLE_ADVICE };
  }
}

const UNREACHABLE_ADVICE: Text = {
  en: "Look at REDIS_URL: its host, port, user and password, and whether it begins with rediss:// where TLS is spoken. The gateway starts all the same, and refuses writes until Redis answers.",
  zh: "请检查 REDIS_URL 的主机、端口、用户名和密码；使用 TLS 时须以 rediss:// 开头。网关仍可启动，但 Redis 恢复之前会拒绝写操作。",
};

const DURABLE_ADVICE: Text = {
  en: "Writes under way and goods ids are kept there: mend it before real traffic.",
  zh: "进行中的写操作和商品 ID 保存在其中，请在正式使用前改正。",
};
