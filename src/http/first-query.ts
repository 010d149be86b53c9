/** What a newcomer runs first: the rooms of every provider on one page. */
export const firstQuery = `# Live rooms of every provider, newest start first.
# 所有平台的直播间，按开播时间倒序。
query Rooms {
  liveRooms(first: 10) {
    totalCount
    nodes {
      id
      title
      provider
      status
      startsAt
      anchor { name }
      goods(first: 3) {
        nodes {
          name
          price {
            display
            amount { amount currency }
          }
        }
      }
      assistants { nickname }
    }
    unavailable { account { key } code message }
    pageInfo { hasNextPage endCursor }
  }
}
`;
