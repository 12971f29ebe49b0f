/** The form in which addresses are stored and compared. */
export function normalEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}
