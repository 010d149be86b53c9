import type { QiniuGiftSent } from "../../protocol/wire-gifts";
import { failures, ServiceFailure } from "../failure";
import { requestPayment } from "../payment";
import type { Trace } from "../trace";
import type { GiftRecord } from "./entities";
import { findRoom } from "./rooms";
import { countVisit, VisitType } from "./visits";

export interface GiftInput {
  readonly live_id: string;
  readonly gift_id: number;
  readonly amount: number;
}

/** Notes the gift, has it paid, and only then counts it. A gift that is not paid stays in the lists. */
export async function sendGift(trace: Trace, input: GiftInput, userId: string): Promise<QiniuGiftSent> {
  const { world } = trace;
  const gift = insertGift(trace, input, userId);
  const order = {
    biz_id: gift.bizId,
    user_id: userId,
    live_id: input.live_id,
    anchor_id: gift.anchorId,
    gift_id: input.gift_id,
    amount: input.amount,
  };
  const payment = await requestPayment(world.settings.paymentUrl, order, trace.requestId);
  world.gifts.save({ ...gift, status: payment?.code === 0 ? 1 : 2, updatedAt: world.clock.seconds() });
  if (!payment) throw failures.payerUnreachable();
  if (payment.code !== 0) throw failures.payerRefused(payment.code, payment.message);
  const sent: QiniuGiftSent = { ...order, status: 1 };
  if (world.settings.dialect !== "master") void world.callbacks.send(trace, "gift_send", sent);
  countVisit(trace, {
    live_id: input.live_id,
    user_id: userId,
    biz_id: gift.anchorId,
    type: VisitType.gift,
    count: input.amount,
  });
  return sent;
}

function insertGift(trace: Trace, input: GiftInput, userId: string): GiftRecord {
  const { gifts, identifiers, clock } = trace.world;
  const bizId = identifiers.snowflake();
  try {
    const { anchorId } = findRoom(trace, input.live_id);
    const now = clock.seconds();
    return gifts.insert({
      bizId,
      userId,
      giftId: input.gift_id,
      amount: input.amount,
      status: 0,
      liveId: input.live_id,
      anchorId,
      createdAt: now,
      updatedAt: now,
    });
  } catch (error) {
    throw error instanceof ServiceFailure ? failures.giftUnpaid() : error;
  }
}
