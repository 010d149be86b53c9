/*
 * Signatures that Qiniu's own server code makes and its server accepts, which neither the signer nor the verifier here
 * had a part in.
 */

export const vectorCredentials = { accessKey: "MY_ACCESS_KEY", secretKey: "MY_SECRET_KEY" };

export interface SignatureVector {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signature: string;
}

const CLOUD = "https://live-api.qiniu.com";
const LOCAL = "http://127.0.0.1:8099";
const ROOM = "/server/live/1582200377771377896";
const BODY = '{"anchor_id":"user_1","title":"新品直播","extends":{"age":"18"},"start_at":"2021-12-02 11:11:11"}';
const JSON_TYPE = "application/json";

export const signatureVectors: readonly SignatureVector[] = [
  {
    name: "1: a body in JSON",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: JSON_TYPE,
    body: BODY,
    signature: "auAUiiI2VZFhILKApZeiiI32V6g=",
  },
  {
    name: "2: a query, and a type without a body",
    method: "GET",
    url: `${CLOUD}/server/auth/token?app_id=live_app_1&user_id=user_1&expires_at=1999999999`,
    contentType: JSON_TYPE,
    signature: "XTV_gsvuToFiLD6_VvU5vVXB6vM=",
  },
  {
    name: "3: the type of a form without a body",
    method: "POST",
    url: `${CLOUD}${ROOM}/stop`,
    contentType: "application/x-www-form-urlencoded",
    signature: "Goo9VKViO_d4Xo9MrEhzw9xU1Y8=",
  },
  { name: "4: neither type nor body", method: "DELETE", url: CLOUD + ROOM, signature: "FvO_MIs3RE9UTv1SFbnMFwnGUfQ=" },
  { name: "5: a host with a port", method: "GET", url: LOCAL + ROOM, signature: "34Ggth7WP6hry0EMcf4W8L71-Y8=" },
  {
    name: "6: headers that are signed",
    method: "PUT",
    url: `${CLOUD}/server/user/user_1`,
    contentType: JSON_TYPE,
    headers: { "X-Qiniu-Date": "20240101T000000Z", "x-qiniu-a-meta": "v 1" },
    body: '{"nick":"N"}',
    signature: "TGPI4dT6kMzVw2UcNpG33lwt_QU=",
  },
  {
    name: "7: an escaped path",
    method: "GET",
    url: `${CLOUD}/server/user/info/%E7%94%A8%E6%88%B7%201`,
    contentType: JSON_TYPE,
    signature: "f6j2iDRR0GvmfkKi1L6rjPdThhs=",
  },
  {
    name: "8: a body that is not signed",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: "application/octet-stream",
    body: BODY,
    signature: "vXNWNiY0dHP7Mom5Cad5lSWDba4=",
  },
  {
    name: "9: a type with a character set",
    method: "POST",
    url: `${CLOUD}/server/live`,
    contentType: "application/json; charset=utf-8",
    body: BODY,
    signature: "kmjC6fAsRCFqcQ_UIyuXqNZnSNk=",
  },
  {
    name: "10: an escaped query",
    method: "GET",
    url: `${CLOUD}/server/user/infos?user_ids=%E7%94%A8&user_ids=b`,
    signature: "tmx93WZMbbeHdc0eH9ijX3oWrfc=",
  },
  {
    name: "11: a port and a body",
    method: "POST",
    url: `${LOCAL}/server/live`,
    contentType: JSON_TYPE,
    body: BODY,
    signature: "xq_pJ84vVymOz9EK0Nf9LgvOf6Q=",
  },
];
