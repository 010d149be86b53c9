/**
 * WeChat's own words as they may be shown. Its errmsg has been seen to repeat what was sent; none of its words is as
 * long as an AppSecret (32 letters), an access token or a media id.
 */
export function toProviderText(errmsg: string): string {
  return errmsg.replace(/[A-Za-z0-9_-]{32,}/g, "***").slice(0, LONGEST);
}

const LONGEST = 500;
