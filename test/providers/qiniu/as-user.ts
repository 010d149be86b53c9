import type { QiniuSandbox } from "../../../src/providers/qiniu/sandbox";
import { authorize } from "./sandbox/support/signature";

/** Calls in a user's own name, as the app on the user's phone makes them. */
export function asUser(sandbox: QiniuSandbox, userId: string) {
  return async (method: string, path: string): Promise<void> => {
    const url = `${sandbox.url}/server/auth/token?app_id=app&user_id=${userId}`;
    const signature = authorize({ method: "GET", url }, sandbox.credentials);
    const minted = await fetch(url, { headers: { authorization: signature } });
    const { data } = (await minted.json()) as { data: { access_token: string } };
    const response = await fetch(sandbox.url + path, { method, headers: { authorization: data.access_token } });
    const { code, message } = (await response.json()) as { code: number; message: string };
    if (code !== 0 && code !== 200) throw new Error(`${method} ${path} answered ${code}: ${message}`);
  };
}
