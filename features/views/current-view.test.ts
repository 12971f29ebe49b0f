import { expect, test } from "vitest";
import { parseFilter } from "#features/leads/parse-filter.ts";
import { textHref } from "#features/leads/views.ts";
import { currentView, savedViewPlace } from "#features/views/current-view.ts";
import type { SavedView } from "#features/views/list-views.ts";

const saved: SavedView = {
  id: "0190b5a0-0000-7000-8000-000000000001",
  name: "EMEA",
  filter: "country:DE,AT received:30d",
  sort: "name",
  cols: "offer,tags",
  isShared: true,
  isOwn: false,
  ownerName: "Ana",
  mayChange: false,
};

const current = (text: string, look = {}) => currentView([saved], parseFilter(text).filter, look);
const place = savedViewPlace(saved);

test("a list is in the saved view its address names, and unchanged while filter, order and columns are the view's", () => {
  expect(current(saved.filter, place)).toMatchObject({ saved, isChanged: false });
  expect(current("received:30d country:AT,DE", place)).toMatchObject({ saved, isChanged: false });
  expect(current("country:DE", place)).toMatchObject({ saved, isChanged: true });
  expect(current(saved.filter, { ...place, sort: undefined })).toMatchObject({ saved, isChanged: true });
  expect(current(saved.filter, { ...place, cols: undefined })).toMatchObject({ saved, isChanged: true });
});

test("a view that the person does not have is as if it were not named", () => {
  const foreign = { ...place, view: "0190b5a0-0000-7000-8000-000000000002" };
  expect(current("owner:me tag:vip", foreign)).toMatchObject({ builtIn: "mine", isChanged: true });
  expect(current("owner:me")).toMatchObject({ builtIn: "mine", isChanged: false });
  expect(current("", { sort: "name" })).toMatchObject({ builtIn: "all", isChanged: true });
});

test("the address of a saved view holds all it shows", () => {
  expect(textHref(saved.filter, place)).toBe(
    "/inbox?q=country:DE,AT+received:30d&view=0190b5a0-0000-7000-8000-000000000001&sort=name&cols=offer,tags",
  );
});
