/** The page on which something found stands. */
import { paths } from "../../app/paths.ts";
import type { SearchHit } from "../../../shared/contract/search.ts";

export function pathOf({ group, is, id, place, page }: SearchHit): string {
  const post = is === "post" ? id : undefined;
  switch (place) {
    case "discussions":
      return paths.thread(group, page.id, post);
    case "motions":
      return paths.motion(group, page.id, post);
    case "decisions":
      return paths.decision(group, page.id);
    case "members":
      return paths.place(group, "members");
    case "documents":
      return paths.document(group, page.id);
    case "library":
      return is === "shelf" ? paths.shelf(group, page.id) : paths.item(group, page.id, post);
    case "files":
      return paths.files(group, page.title);
  }
}
