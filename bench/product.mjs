import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SERVER_CORE, startProgram } from "./processes.mjs";

const command = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const SECRET = "a-secret-of-the-benchmarks-32-bytes-long";

/** An account that the simulator knows. */
export const wechatApp = { WECHAT_APP_ID: "wx0000000000000001", WECHAT_APP_SECRET: "sandbox-wechat-secret" };

/** Both simulators in one process, on the core of the load. */
export async function startSimulators() {
  const program = await startProgram([command, "sandbox"], {
    environment: { ZHIBO_WECHAT_SANDBOX_PORT: "0", ZHIBO_QINIU_SANDBOX_PORT: "0" },
    ready: /WECHAT[^]*?(http:\/\/\S+)[^]*?QINIU[^]*?(http:\/\/\S+)[^]*?\n\n/i,
  });
  const [, wechat, qiniu] = program.match;
  return { wechat, qiniu, stop: program.stop };
}

export async function control(simulator, path, body, method = "POST") {
  const response = await fetch(simulator + path, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** The gateway as it runs in production: tokens checked, limits and metrics on, a log line for each request. */
export async function startProduct(simulators, environment = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "zhibo-bench-"));
  const program = await startProgram([command, "start"], {
    core: SERVER_CORE,
    environment: { ...productEnvironment(simulators, dataDir), ...environment },
    ready: /"url":"http:\/\/127\.0\.0\.1:(\d+)/,
  });
  return {
    name: "zhibo",
    pid: program.pid,
    port: Number(program.match[1]),
    headers: { Authorization: `Bearer ${tokenOf("operator")}` },
    /** Ends it without a word, as a crash does. */
    async kill() {
      program.kill();
      await this.stop();
    },
    async stop() {
      await program.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function productEnvironment({ wechat }, dataDir) {
  return {
    PORT: "0",
    ZHIBO_AUTH: "jwt",
    JWT_SECRET: SECRET,
    // Counted as always, and never spent.
    ZHIBO_COST_PER_MINUTE: "999999999",
    ZHIBO_DATA_DIR: dataDir,
    ...wechatApp,
    WECHAT_BASE_URL: wechat,
  };
}

export function tokenOf(role, subject = "bench") {
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const expires = Math.floor(Date.now() / 1000) + 86_400;
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ sub: subject, role, exp: expires })}`;
  return `${signed}.${createHmac("sha256", SECRET).update(signed).digest("base64url")}`;
}
