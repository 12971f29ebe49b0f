import { expect, test } from "vitest";
import { mailtoHref, telHref, webHref } from "#features/leads/contact-links.ts";

test("an address becomes a link that writes to it, with what it is about", () => {
  expect(mailtoHref("ingrid@nordlys-shipping.example")).toBe("mailto:ingrid@nordlys-shipping.example");
  expect(mailtoHref("a+b&c?d@x.example", { subject: "Data &\nmore", body: "Hello,\n\n" })).toBe(
    "mailto:a%2Bb%26c%3Fd@x.example?subject=Data%20%26%20more&body=Hello%2C%0D%0A%0D%0A",
  );
});

test("however long a name is, the link stays one that systems take", () => {
  const long = "🙂".repeat(500);
  expect(mailtoHref("a@b.example", { subject: long, body: long })?.length).toBeLessThan(3_000);
});

test("what is no single address becomes none, so that no header can be added to the mail", () => {
  for (const email of [
    "",
    null,
    "nobody",
    "a@b@c",
    "a b@c.example",
    '"><b>x@evil.example',
    "a@b.example,c@d.example",
    "a@b.example\nbcc:x@y.example",
  ]) {
    expect(mailtoHref(email)).toBeNull();
  }
});

test("a telephone number becomes a link that calls it, whatever stands between its digits", () => {
  expect(telHref("+34 600 111 222")).toBe("tel:+34600111222");
  expect(telHref(" +1 (617) 555-0100")).toBe("tel:+16175550100");
  expect(telHref("16175555555")).toBe("tel:16175555555");
  expect(telHref("12 + 34 + 56")).toBe("tel:123456");
});

test("what has too few digits calls nobody", () => {
  for (const phone of [null, "", "n/a", "1234", "javascript:alert(1)"]) expect(telHref(phone)).toBeNull();
});

test("only web addresses lead to another page", () => {
  expect(webHref("https://contoso.crm4.dynamics.com/main.aspx?id=1")).toBe(
    "https://contoso.crm4.dynamics.com/main.aspx?id=1",
  );
  for (const url of [
    null,
    "",
    "javascript:alert(1)",
    " https://x.example",
    "data:text/html,x",
    "//x.example",
    "https://",
  ]) {
    expect(webHref(url)).toBeNull();
  }
});
