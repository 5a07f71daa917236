/** Which screen there is: first start, lock, or the frame with its pages. */
import { useEffect, useState } from "react";
import { Router } from "wouter";
import { ToastRegion } from "../design/Toast.tsx";
import { useForget, useSnapshot } from "../engine/snapshot.ts";
import { CopyPage, LockPage } from "../features/lock/lock-pages.tsx";
import { WelcomePage } from "../features/onboarding/onboarding-pages.tsx";
import { InvitedContext, useInvited } from "./deep-link.ts";
import { useHashLocation, useHashSearch } from "./hash-location.ts";
import { OpenApp } from "./OpenApp.tsx";

export function App() {
  return (
    <Router hook={useHashLocation} searchHook={useHashSearch}>
      <Screen />
      <ToastRegion />
    </Router>
  );
}

function Screen() {
  const profile = useSnapshot({ query: "profile" });
  const invited = useInvited();
  const [lockedAt, setLockedAt] = useState<number | null>(null);
  const forget = useForget();
  const state = profile?.state;
  // After the pages have gone: while one still shows a snapshot, it cannot be dropped.
  useEffect(() => {
    if (state !== "open") forget();
  }, [state, forget]);
  useEffect(() => {
    if (state === "open") return () => setLockedAt(Date.now());
    return undefined;
  }, [state]);

  if (!profile) return null;
  return (
    <InvitedContext value={invited}>
      {profile.state === "none" && <WelcomePage />}
      {profile.state === "locked" && <LockPage since={lockedAt} />}
      {profile.state === "open" && profile.copy === "asking" && <CopyPage />}
      {profile.state === "open" && profile.copy !== "asking" && <OpenApp profile={profile} />}
    </InvitedContext>
  );
}
