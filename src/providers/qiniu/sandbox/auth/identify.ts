import type { SandboxRequest } from "../../../../sandbox";
import { failures, onMaster, Panic } from "../failure";
import { collate } from "../state/collation";
import { needDatabase } from "../state/database";
import { findUser } from "../state/users";
import type { Trace } from "../trace";
import { readClientToken, type ClientClaims } from "./client-token";
import { verifySignature } from "./signature";

const nobody: ClientClaims = { exp: 0, AppId: "", UserId: "", DeviceId: "", Role: "" };

/** Lets the request pass, or fails as the group of the path does: business servers, users, moderators, anybody. */
export function identify(path: string, request: SandboxRequest, trace: Trace): ClientClaims {
  switch (path.split("/")[1]) {
    case "server":
      return identifyServer(request, trace);
    case "client":
      return identifyUser(request, trace);
    case "admin":
      return identifyAdministrator(request, trace);
    default:
      return nobody;
  }
}

function identifyServer(request: SandboxRequest, trace: Trace): ClientClaims {
  const verdict = verifySignature(request, trace.world.settings.credentials);
  if (verdict === "bad") throw failures.unauthorized();
  if (verdict === "too-large") throw failures.unauthorized().onMaster({ code: 500, message: "Internal error" });
  return nobody;
}

function identifyUser(request: SandboxRequest, trace: Trace): ClientClaims {
  const claims = readToken(request, trace);
  onMaster({ status: 401 }, () => {
    try {
      findUser(trace, claims.UserId);
    } catch (error) {
      throw trace.world.settings.dialect === "master" ? error : failures.unauthorized();
    }
  });
  return claims;
}

/** Master asks first whether the moderator exists, and falls over one who has no role; develop asks for the role first. */
function identifyAdministrator(request: SandboxRequest, trace: Trace): ClientClaims {
  const claims = readToken(request, trace);
  const known = trace.world.administrators.has(collate(claims.UserId));
  if (trace.world.settings.dialect !== "master") {
    if (claims.Role !== "admin") throw failures.forbidden();
    if (!known || trace.struck("db-down")) throw failures.unauthorized();
    return claims;
  }
  onMaster({ status: 401 }, () => {
    needDatabase(trace);
    if (!known) throw failures.notFound();
  });
  if (claims.Role !== "admin") throw new Panic();
  return claims;
}

function readToken(request: SandboxRequest, { world }: Trace): ClientClaims {
  const token = request.headers.authorization ?? "";
  const claims = readClientToken(token, world.settings.clientTokenKey, world.clock.seconds());
  if (claims === "expired") throw failures.tokenExpired();
  if (claims === "bad") throw failures.unauthorized();
  return claims;
}
