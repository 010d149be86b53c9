/** Where a recording would be; the address leads nowhere. */
export function replayUrl(roomId: number, clip: number): string {
  return `https://vod.wechat-sandbox.example/${roomId}/clip-${clip}/playlist.m3u8`;
}

export function goodsVideoUrl(roomId: number, goodsId: number): string {
  return `https://vod.wechat-sandbox.example/${roomId}/goods-${goodsId}.mp4`;
}
