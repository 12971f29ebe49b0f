const FIRST_BYTES = 96 * 1024;
/** Up to so many a loop is quicker than calling what copies them. */
const SHORT_BYTES = 16;

/** Bytes that grow. Made for millions of short writes: callers may write into `bytes` themselves where `room` was asked for. */
export class ByteWriter {
  bytes: Buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  length = 0;

  /** From here on `bytes` takes that many more; whatever was read from it before may be another buffer now. */
  room(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  put(source: Uint8Array): void {
    this.room(source.length);
    const { bytes, length: at } = this;
    if (source.length > SHORT_BYTES) bytes.set(source, at);
    else for (let index = 0; index < source.length; index += 1) bytes[at + index] = source[index] ?? 0;
    this.length = at + source.length;
  }

  /** What was written since the last time. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
    this.length = 0;
    return taken;
  }
}
