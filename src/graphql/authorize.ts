import type { AuthCheckerFn } from "type-graphql";
import { requireRole, type Role } from "../domain/caller";
import type { GraphQLContext } from "./context";

/** The least role that a field asks for with `@Authorized`. */
export const mayCall: AuthCheckerFn<GraphQLContext, Role> = ({ context }, needed) => {
  for (const role of needed) requireRole(context.session.caller, role);
  return true;
};
