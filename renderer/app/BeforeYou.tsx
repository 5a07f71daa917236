/** KEY-4. After what is said where a link leads to nothing: it may be from before this member joined. */
import { useBeforeYou } from "./before-you.ts";

export function BeforeYou({ group }: { readonly group: string }) {
  const said = useBeforeYou(group);
  return said !== null && ` ${said}`;
}
