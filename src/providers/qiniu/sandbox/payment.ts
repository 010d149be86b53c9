import type { QiniuGiftSent } from "../protocol/wire-gifts";
import { writeJson } from "./wire/json-writer";

/** What the payer of a gift said: code 0 for paid. Null when it could not be asked. */
interface Payment {
  readonly code: number;
  readonly message: string;
}

/** Asks the deployment's payer to charge a gift. Of its answer only code and message are read. */
export async function requestPayment(
  url: string | null,
  gift: Omit<QiniuGiftSent, "status">,
  requestId: string,
): Promise<Payment | null> {
  if (url === null) return { code: 0, message: "success" };
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Reqid": requestId },
      body: writeJson(gift),
    });
    const body: unknown = await answer.json();
    if (!answer.ok || typeof body !== "object" || body === null) return null;
    const { code, message } = body as Partial<Payment>;
    return { code: typeof code === "number" ? code : 0, message: typeof message === "string" ? message : "" };
  } catch {
    return null;
  }
}
