import { redirect } from "next/navigation";
import { HOME_PATH } from "#features/people/safe-return.ts";

export default function HomePage() {
  redirect(HOME_PATH);
}
