/** An invitation that came as a link from outside (`veche:join#…`): it waits through lock and first start until it is used. */
import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { paths } from "./paths.ts";
import { useShell } from "./shell.ts";

export interface Invited {
  readonly link: string | null;
  readonly used: () => void;
}

export const InvitedContext = createContext<Invited>({ link: null, used: () => undefined });

export const useInvitation = (): Invited => useContext(InvitedContext);

/** Opens the join page with the link filled in; a person still presses the button. */
export function useInvited(): Invited {
  const shell = useShell();
  const [, go] = useLocation();
  const [link, setLink] = useState<string | null>(null);
  useEffect(
    () =>
      shell.onDeepLink((came) => {
        if (!came.startsWith("veche:join")) return;
        setLink(came);
        go(paths.join);
      }),
    [shell, go],
  );
  return useMemo(() => ({ link, used: () => setLink(null) }), [link]);
}
