import { Field, ObjectType } from "type-graphql";
import type { Connection } from "../gateway/connection";

@ObjectType("PageInfo", { description: "Where a page stands in its list.", simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is a page after this one; ask for it with `after: endCursor`." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether this page is not the first." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first edge; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last edge; null on an empty page." })
  endCursor!: string | null;
}

export function toPageInfo({ edges, hasNextPage, hasPreviousPage }: Connection<{ readonly cursor: string }>): PageInfo {
  return {
    hasNextPage,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
}

export const CURSOR = "An opaque place in the list, for `after`.";
export const EDGES = "The entries of this page with their cursors.";
export const NODES = "The entries of this page, without cursors.";
export const PAGE_INFO = "Where this page stands in the list.";
export const FIRST = "How many entries, 1 to 100.";
export const AFTER = "The `endCursor` of the page before; absent: the first page.";
export const TOTAL = "How many entries the whole list holds; null where it cannot be told.";
