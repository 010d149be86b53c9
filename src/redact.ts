/**
 * The last look at a line before it leaves the process. No part of this program puts a secret into a log knowingly; what
 * a library says in an error is another matter, and it may say it anywhere in its text.
 */
export function redactLine(line: string): string {
  if (!SUSPICIOUS.test(line)) return line;
  let clean = line;
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement);
  return clean;
}

const HIDDEN = "[hidden]";

/** Stands in every line in which one of the patterns below finds something; most lines have none of it. */
const SUSPICIOUS =
  /[Tt][Oo][Kk][Ee][Nn]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Pp][Aa][Ss][Ss][Ww]|Qiniu|Bearer|Basic|eyJ|zhibo_|:\/\//;

/** Each looks for a fixed beginning and then takes one run of letters, so that no line takes long. */
const secrets: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // WeChat's token and secret stand in addresses, and as fields of bodies.
  [
    /((?:access_token|secret|appsecret|app_secret|password|client_secret|api_token)\\{0,8}"?(?:=|:)\s?\\{0,8}"?)[^\s"&\\,}]+/gi,
    `$1${HIDDEN}`,
  ],
  // Qiniu's signature, and tokens of callers.
  [/\b(Qiniu|QiniuStub|Bearer|Basic) [A-Za-z0-9._~+/=:-]{6,}/g, `$1 ${HIDDEN}`],
  // A JWT, wherever it stands: the first part begins with {" in Base64.
  [/\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, HIDDEN],
  [/\bzhibo_[A-Za-z0-9_-]{20,}/g, HIDDEN],
  // A user and password in an address, such as that of Redis.
  [/\b([a-z][a-z0-9+]{1,20}:\/\/)[^\s/"@\\]{0,200}@/gi, `$1${HIDDEN}@`],
];
