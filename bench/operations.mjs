/** The documents that are measured. Fields are those that every server here has. */
export const operations = {
  page: {
    query: `query Page($first: Int!) { liveRooms(first: $first) { nodes {
  id nativeId title status startsAt endsAt coverUrl anchor { name }
  goods(first: 8) { nodes { id nativeId name link } }
} } }`,
    variables: { first: 20 },
  },
  big: {
    query: `query Big($first: Int!) { liveRooms(first: $first) { nodes {
  id nativeId title status startsAt endsAt coverUrl anchor { name }
  goods(first: 8) { nodes { id nativeId name link } }
  assistants { nickname avatarUrl }
} } }`,
    variables: { first: 20 },
  },
  small: {
    query: `query Room($id: ID!) { liveRoom(id: $id) { id title status startsAt endsAt coverUrl anchor { name } } }`,
    variables: { id: "room:wechat:1" },
  },
};

const { page, big, small } = operations;
const room = (number) => ({ ...small, variables: { id: `room:wechat:${number}` } });

/** What is asked in one comparison; several operations are asked in turn. */
export const comparisons = {
  page: { title: "page: 20 rooms with 7 scalars, anchor and 8 goods of 4 scalars", operations: [page] },
  big: { title: "big: the page, and 3 assistants of each room", operations: [big] },
  small: { title: "small: one room by its id", operations: [small] },
  mix: {
    title: "mix: the page of 20 and of 10, big, and six rooms by their ids, in turn",
    operations: [
      page,
      room(1),
      room(2),
      big,
      room(3),
      room(4),
      { ...page, variables: { first: 10 } },
      room(5),
      room(6),
    ],
  },
};

export function bodyOf({ query, variables }) {
  return JSON.stringify({ query, variables });
}
