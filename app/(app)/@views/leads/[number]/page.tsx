export { default } from "../../inbox/page.tsx";
