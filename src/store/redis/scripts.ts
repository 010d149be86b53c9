/** What has to happen in one step, as Lua that Redis runs. All keys of a script share a hash tag, for clusters. */

/** KEYS: holder, fence. ARGV: token, milliseconds, milliseconds the fence outlives it. Answers the fence, 0 when held. */
export const takeLease = `
if not redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local time = redis.call('time')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local fence = math.max(redis.call('incr', KEYS[2]), now)
redis.call('set', KEYS[2], string.format('%.0f', fence), 'PX', ARGV[3])
return fence`;

/** KEYS: holder. ARGV: token. */
export const releaseLease = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;

/** KEYS: sum. ARGV: amount, milliseconds to live from the first addition. Answers the sum. */
export const addToSum = `
local sum = redis.call('incrby', KEYS[1], ARGV[1])
if redis.call('pttl', KEYS[1]) < 0 then redis.call('pexpire', KEYS[1], ARGV[2]) end
return sum`;

/** KEYS: record. Answers what is sealed in it and the milliseconds it has left, or nothing. */
export const readToken = `
local sealed = redis.call('hget', KEYS[1], 'sealed')
if not sealed then return false end
return { sealed, redis.call('pttl', KEYS[1]) }`;

/** KEYS: record. ARGV: sealed, fingerprint, fence, milliseconds to live. What has a later fence is left alone. */
export const writeToken = `
local fence = redis.call('hget', KEYS[1], 'fence')
if fence and tonumber(fence) > tonumber(ARGV[3]) then return 0 end
redis.call('hset', KEYS[1], 'sealed', ARGV[1], 'fingerprint', ARGV[2], 'fence', ARGV[3])
redis.call('pexpire', KEYS[1], ARGV[4])
return 1`;

/** KEYS: record. ARGV: fingerprints of the refused token, one for each key. The fence stays, for those that come late. */
export const dropToken = `
local fingerprint = redis.call('hget', KEYS[1], 'fingerprint')
for _, refused in ipairs(ARGV) do
  if fingerprint == refused then return redis.call('hdel', KEYS[1], 'sealed', 'fingerprint') end
end
return 0`;

/** Puts an event at the end of the stream, unless its key is known. KEYS: stream, key. ARGV: milliseconds the key is known, most events, text. */
export const appendEvent = `
if redis.call("SET", KEYS[2], "1", "NX", "PX", ARGV[1]) then
  return redis.call("XADD", KEYS[1], "MAXLEN", "~", ARGV[2], "*", "e", ARGV[3])
end
return false
`;
