import type { leadEvents, leads } from "#db/schema.ts";
import { knownReason, type LeadChangeOrder, type OrderOf } from "#features/leads/lead-change-order.ts";

/** Orders that change the lead itself, and with it its history. */
export type Written = Exclude<LeadChangeOrder, { kind: "read" }>;

/** What a lead had before, as far as an order can change it. */
export type Found = Pick<typeof leads.$inferSelect, "status" | "closeReason" | "ownerId" | "tags" | "followUpOn">;
type Event = Pick<typeof leadEvents.$inferInsert, "type" | "details">;

/** What the history tells of the order at a lead. */
export function eventOf(order: Written, found: Found): Event {
  switch (order.kind) {
    case "status": {
      const details: Event["details"] = { from: found.status, to: order.status };
      return { type: "status", details: order.reason ? { ...details, reason: order.reason } : details };
    }
    case "owner":
      return { type: "owner", details: { ownerId: order.ownerId } };
    case "tags": {
      const { add, remove } = differenceOf(order, found.tags);
      return { type: "tags", details: { added: add.join(","), removed: remove.join(",") } };
    }
    case "follow_up":
      return { type: "follow_up", details: { on: order.on } };
    case "flag":
      return { type: "flag", details: { flag: order.flag, on: String(order.on) } };
  }
}

/** The order that gives the lead back what it had. */
export function beforeOf(order: LeadChangeOrder, found: Found): LeadChangeOrder {
  switch (order.kind) {
    case "status":
      return { kind: "status", status: found.status, reason: knownReason(found.closeReason) };
    case "owner":
      return { kind: "owner", ownerId: found.ownerId };
    case "tags": {
      const { add, remove } = differenceOf(order, found.tags);
      return { kind: "tags", add: remove, remove: add };
    }
    case "follow_up":
      return { kind: "follow_up", on: found.followUpOn };
    case "flag":
      return { ...order, on: !order.on };
    case "read":
      return { kind: "read", read: !order.read };
  }
}

/** What an order really puts on a lead and takes off it. */
function differenceOf({ add, remove }: OrderOf<"tags">, tags: string[]) {
  return {
    add: add.filter((tag) => !tags.includes(tag)),
    remove: remove.filter((tag) => tags.includes(tag)),
  };
}
