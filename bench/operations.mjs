/** The documents that are measured. Fields are those that every server here has. */
export const operations = {
  page: {
    title: "page: 20 rooms with 7 scalars, anchor and 8 goods of 4 scalars",
    query: `query Page($first: Int!) { liveRooms(first: $first) { nodes {
  id nativeId title status startsAt endsAt coverUrl anchor { name }
  goods(first: 8) { nodes { id nativeId name link } }
} } }`,
    variables: { first: 20 },
  },
  big: {
    title: "big: the page, and 3 assistants of each room",
    query: `query Big($first: Int!) { liveRooms(first: $first) { nodes {
  id nativeId title status startsAt endsAt coverUrl anchor { name }
  goods(first: 8) { nodes { id nativeId name link } }
  assistants { nickname avatarUrl }
} } }`,
    variables: { first: 20 },
  },
  small: {
    title: "small: one room by its id",
    query: `query Room($id: ID!) { liveRoom(id: $id) { id title status startsAt endsAt coverUrl anchor { name } } }`,
    variables: { id: "room:wechat:1" },
  },
};

export function bodyOf({ query, variables }) {
  return JSON.stringify({ query, variables });
}
