import type { Readable } from "node:stream";

/**
 * The stream as a Response takes it: read as fast as the other side takes it, destroyed when the other side goes away.
 * `Readable.toWeb` does the same, but its type is not the one that Response knows.
 */
export function toWebStream(stream: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = stream.iterator();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
