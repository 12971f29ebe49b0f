/** What a person at the terminal needs next. The links hold secrets, so they are printed and never logged. */
export function announce(address: string, setupUrl: string | null, endpointUrl: string | null): void {
  const lines = [`Buzón is running at ${address}`];
  if (setupUrl) lines.push("", "Set it up, with this link that works once:", `  ${setupUrl}`);
  if (endpointUrl) {
    lines.push(
      "",
      "Leads go to this address. In Partner Center: Offer setup, Customer leads, HTTPS endpoint URL.",
      `  ${endpointUrl}`,
      "",
      "Try it:",
      `  curl -H 'Content-Type: application/json' -d '${SAMPLE_LEAD}' '${endpointUrl}'`,
    );
  }
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}

const SAMPLE_LEAD = JSON.stringify({
  UserDetails: {
    FirstName: "Some",
    LastName: "One",
    Email: "someone@contoso.com",
    Phone: "16175555555",
    Country: "USA",
    Company: "Contoso",
    Title: "Esquire",
  },
  LeadSource: "AzureMarketplace",
  ActionCode: "INS",
  OfferTitle: "Test Microsoft",
  Description: "Test run through Power Automate",
});
