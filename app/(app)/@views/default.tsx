/** Places outside the inbox list no views. */
export default function NoViews() {
  return null;
}
