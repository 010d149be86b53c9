"use strict";

/*
 * A replica's token source in a process of its own, from the compiled sources: told by messages to ask, it answers what
 * its callers got. `dies`: it ends like a killed process once the provider has answered, before anybody knows the token.
 */

const { systemClock } = require("../../dist/domain/clock.js");
const { silentLog } = require("../../dist/domain/log.js");
const { readRedisAddress } = require("../../dist/store/redis/address.js");
const { shareState } = require("../../dist/store/redis/state.js");
const { createTokenSource } = require("../../dist/upstream/token.js");

const { redisUrl, wechatUrl, appId, secret, isAlone, dies } = JSON.parse(process.argv[2]);
const state = shareState(readRedisAddress(redisUrl), { cacheKeys: null, clock: systemClock, log: silentLog });
const name = "wechat:shop:access-token:stable";
const slot = state.tokens.slot(name, secret);

async function issue() {
  const answer = await fetch(`${wechatUrl}/cgi-bin/stable_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "client_credential", appid: appId, secret, force_refresh: false }),
  });
  const { access_token: value, expires_in: expiresInSeconds } = await answer.json();
  if (dies) process.kill(process.pid, "SIGKILL");
  return { value, expiresInSeconds };
}

const source = createTokenSource({
  sharing: { name, slot, leases: state.leases },
  clock: systemClock,
  log: silentLog,
  issue,
  renewWithin: () => 200,
});

process.on("message", async ({ callers }) => {
  const outcomes = await Promise.allSettled(Array.from({ length: callers }, () => source.get()));
  const tokens = outcomes.flatMap(({ value }) => value ?? []);
  process.send({ tokens: [...new Set(tokens)], answered: tokens.length });
});

/** It is ready once it has Redis, unless there is none to have. */
function settle() {
  slot.read().then(
    () => process.send("ready"),
    () => (isAlone ? process.send("ready") : setTimeout(settle, 50)),
  );
}
settle();
