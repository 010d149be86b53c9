import type { QiniuClientToken } from "../../protocol/wire";
import { signClientToken } from "../auth/client-token";
import { failures, inWords, onMaster } from "../failure";
import { queryText, wholeNumber, type Call, type QiniuRoute } from "../route";
import { collate } from "../state/collation";
import { needDatabase } from "../state/database";
import { findOrCreateUser } from "../state/users";
import { UnboundBody } from "../wire/binding";

const TOKEN_SECONDS = 7 * 86400;
const internal = inWords("Internal error");

export const serverAuthRoutes: readonly QiniuRoute[] = [
  { method: "GET", path: "/server/auth/token", masterCode: 0, handle: issueUserToken },
  {
    method: "GET",
    path: "/server/auth/admin/token",
    masterCode: 0,
    // Develop wires this path to the token of an ordinary user, with which no moderator's call succeeds.
    handle: (call) => (call.dialect === "develop" ? issueUserToken(call) : issueAdministratorToken(call)),
  },
];

/** A token for the user, who is made when unknown. */
function issueUserToken(call: Call): QiniuClientToken {
  const asked = readQuery(call);
  onMaster(internal, () => findOrCreateUser(call, asked.userId));
  return issueToken(call, asked, "");
}

function issueAdministratorToken(call: Call): QiniuClientToken {
  const asked = readQuery(call);
  onMaster(internal, () => needDatabase(call));
  call.world.administrators.add(collate(asked.userId));
  return issueToken(call, asked, "admin");
}

interface Asked {
  readonly appId: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly expiresAt: number;
}

function readQuery(call: Call): Asked {
  const expiresAt = queryText(call, "expires_at", "0");
  const seconds = expiresAt === "" ? 0 : wholeNumber(expiresAt);
  if (seconds === null) {
    const text = `strconv.ParseInt: parsing ${JSON.stringify(expiresAt)}: invalid syntax`;
    throw new UnboundBody(failures.invalid(text), false);
  }
  const asked = {
    appId: queryText(call, "app_id", ""),
    userId: queryText(call, "user_id", ""),
    deviceId: queryText(call, "device_id", ""),
    expiresAt: seconds,
  };
  if (asked.appId === "" || asked.userId === "") throw failures.invalid().onMaster({ status: 400 });
  return asked;
}

/** A time in the past is taken as it is, and makes a token that is dead from the start. */
export function issueToken(call: Call, { appId, userId, deviceId, expiresAt }: Asked, role: string): QiniuClientToken {
  const exp = expiresAt === 0 ? call.world.clock.seconds() + TOKEN_SECONDS : expiresAt;
  const claims = { exp, AppId: appId, UserId: userId, DeviceId: deviceId, Role: role };
  return { access_token: signClientToken(claims, call.world.settings.clientTokenKey), expires_at: exp };
}
