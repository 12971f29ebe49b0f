type Named = { firstName: string | null; lastName: string | null; email: string | null; phone: string | null };

/** What to call a lead: its name, else its e-mail, else its telephone number; null when it gave none of them. */
export function leadName({ firstName, lastName, email, phone }: Named): string | null {
  return [firstName, lastName].filter(Boolean).join(" ") || email || phone;
}
