/** What replicas say to one another: heard by all that listen now, the speaker too, and by nobody later. */
export interface Announcements {
  /** Never fails; what cannot be said is not heard. */
  announce(topic: string, text: string): Promise<void>;
  /** Calls `hear` for everything said on the topic, until the returned function is called. */
  listen(topic: string, hear: (text: string) => void): () => void;
}
