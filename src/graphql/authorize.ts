import type { AuthCheckerFn } from "type-graphql";
import { roles, type Role } from "../domain/caller";
import { LiveError } from "../domain/error";
import type { GraphQLContext } from "./context";

/** The least role that a field asks for with `@Authorized`. Each role may do what the ones before it may. */
export const mayCall: AuthCheckerFn<GraphQLContext, Role> = ({ context }, needed) => {
  const { caller } = context.session;
  if (needed.every((role) => roles.indexOf(caller.role) >= roles.indexOf(role))) return true;
  if (!caller.authenticated) {
    throw new LiveError("UNAUTHENTICATED", { en: "Sign in to see or do this.", zh: "请先登录。" });
  }
  throw new LiveError("FORBIDDEN", { en: "Your role does not allow this.", zh: "当前角色无权进行此操作。" });
};
