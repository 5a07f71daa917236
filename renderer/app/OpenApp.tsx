/** The unlocked app: frame, places by address, shortcuts, auto-lock. */
import { lazy, memo, Suspense, useEffect, useMemo, type ReactNode } from "react";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { useSnapshot } from "../engine/snapshot.ts";
import { useRun } from "../engine/run.ts";
import { AgendaPage } from "../features/agenda/agenda-pages.tsx";
import { OpeningProvider } from "../features/carrying/opening.tsx";
import { ConnectionPage } from "../features/connection/connection-pages.tsx";
import { EvidencePage, InvitePage, MemberPage, MembersPage, ProposePage } from "../features/members/members-pages.tsx";
import { BylawsPage, ChangeBylawsPage } from "../features/bylaws/bylaws-pages.tsx";
import { WordsPage } from "../features/identity/identity-pages.tsx";
import { DoorsPage, FirstDoors } from "../features/onboarding/onboarding-pages.tsx";
import { KeptSearchProvider } from "../features/search/kept-search.tsx";
import { SettingsPage, ShortcutsPage } from "../features/settings/settings-pages.tsx";
import { useAutoLock } from "./auto-lock.ts";
import { Frame } from "./Frame.tsx";
import { useFrame } from "./frame-model.ts";
import { Missing } from "./Missing.tsx";
import { PageGuard } from "./PageGuard.tsx";
import { paths, type Place } from "./paths.ts";
import { SystemNotices } from "./system-notices.tsx";
import { usePreferences } from "./preferences.tsx";
import { useShell } from "./shell.ts";
import { useShortcuts } from "./shortcuts.ts";
import type { ProfileSnapshot } from "../../shared/contract/snapshots.ts";

const DiscussionsPage = lazy(async () => ({ default: (await import("../features/discussions/discussions-pages.tsx")).DiscussionsPage }));
const ThreadPage = lazy(async () => ({ default: (await import("../features/discussions/discussions-pages.tsx")).ThreadPage }));
const NewThreadPage = lazy(async () => ({ default: (await import("../features/discussions/discussions-pages.tsx")).NewThreadPage }));
const MotionsPage = lazy(async () => ({ default: (await import("../features/motions/motions-pages.tsx")).MotionsPage }));
const MotionPage = lazy(async () => ({ default: (await import("../features/motions/motions-pages.tsx")).MotionPage }));
const NewMotionPage = lazy(async () => ({ default: (await import("../features/motions/motions-pages.tsx")).NewMotionPage }));
const DocumentsPage = lazy(async () => ({ default: (await import("../features/documents/documents-pages.tsx")).DocumentsPage }));
const NewDocumentPage = lazy(async () => ({ default: (await import("../features/documents/documents-pages.tsx")).NewDocumentPage }));
const DocumentPage = lazy(async () => ({ default: (await import("../features/documents/document-pages.tsx")).DocumentPage }));
const LibraryPage = lazy(async () => ({ default: (await import("../features/library/library-pages.tsx")).LibraryPage }));
const NewShelfPage = lazy(async () => ({ default: (await import("../features/library/library-pages.tsx")).NewShelfPage }));
const ShelfPage = lazy(async () => ({ default: (await import("../features/library/library-pages.tsx")).ShelfPage }));
const ItemPage = lazy(async () => ({ default: (await import("../features/library/library-pages.tsx")).ItemPage }));
const PutOnShelfPage = lazy(async () => ({ default: (await import("../features/library/library-pages.tsx")).PutOnShelfPage }));
const FilesPage = lazy(async () => ({ default: (await import("../features/files/files-pages.tsx")).FilesPage }));
const SearchPage = lazy(async () => ({ default: (await import("../features/search/search-pages.tsx")).SearchPage }));
const DelegatesPage = lazy(async () => ({ default: (await import("../features/delegates/delegates-pages.tsx")).DelegatesPage }));
const ProposeMandatePage = lazy(async () => ({ default: (await import("../features/delegates/delegates-pages.tsx")).ProposeMandatePage }));
const RecordsPage = lazy(async () => ({ default: (await import("../features/records/records-pages.tsx")).RecordsPage }));
const DecisionsPage = lazy(async () => ({ default: (await import("../features/decisions/decisions-pages.tsx")).DecisionsPage }));
const DecisionPage = lazy(async () => ({ default: (await import("../features/decisions/decisions-pages.tsx")).DecisionPage }));
const MeetingsPage = lazy(async () => ({ default: (await import("../features/meetings/meetings-pages.tsx")).MeetingsPage }));
const NewMeetingPage = lazy(async () => ({ default: (await import("../features/meetings/meetings-pages.tsx")).NewMeetingPage }));
const MeetingPage = lazy(async () => ({ default: (await import("../features/meetings/meetings-pages.tsx")).MeetingPage }));

export function OpenApp({ profile }: { readonly profile: ProfileSnapshot }) {
  const run = useRun();
  const shell = useShell();
  const preferences = usePreferences();
  const groups = useSnapshot({ query: "groups" });
  const [, go] = useLocation();
  const frame = useFrame(profile, groups ?? []);
  const group = frame.group?.id ?? null;

  useEffect(() => shell.onLock(() => void run({ type: "profile.lock" })), [shell, run]);
  useAutoLock(preferences.autoLockMinutes);
  const walks = useMemo(
    () => ({
      toPlace: (place: Place) => group !== null && go(paths.place(group, place)),
      toSettings: () => go(paths.settings),
      toList: () => go(paths.shortcuts),
      toSearch: () => group !== null && go(paths.search(group)),
    }),
    [group, go],
  );
  useShortcuts(preferences.shortcuts, walks);

  if (!groups) return null;
  const first = groups[0];
  return (
    <Switch>
      {first === undefined && <Route path="/settings">{framed(<SettingsPage />)}</Route>}
      {first === undefined && <Route path="/words">{framed(<WordsPage />)}</Route>}
      {first === undefined && <Route path="/shortcuts">{framed(<ShortcutsPage />)}</Route>}
      {first === undefined && (
        <Route>
          <FirstDoors name={profile.name} />
        </Route>
      )}
      <Route>
        {framed(
          <Switch>
            <Route path="/g/:group/*?">
              {({ group: at }) => (groups.some((row) => row.id === at) ? <GroupPages key={at} group={at} /> : <Missing />)}
            </Route>
            <Route path={paths.found} component={DoorsPage} />
            <Route path={paths.join} component={DoorsPage} />
            <Route path={paths.settings} component={SettingsPage} />
            <Route path={paths.words} component={WordsPage} />
            <Route path={paths.shortcuts} component={ShortcutsPage} />
            <Route>{first && <Redirect to={paths.place(first.id, "agenda")} replace />}</Route>
          </Switch>,
        )}
      </Route>
    </Switch>
  );

  function framed(page: ReactNode) {
    return (
      <Frame snapshot={frame} actions={{ lock: () => void run({ type: "profile.lock" }), go }}>
        <SystemNotices groups={groups ?? []} />
        <PageGuard>
          <KeptSearchProvider>
            <OpeningProvider group={group}>
              <Suspense fallback={<main />}>{page}</Suspense>
            </OpeningProvider>
          </KeptSearchProvider>
        </PageGuard>
      </Frame>
    );
  }
}

/** Not drawn anew with the line at the foot, which changes whenever something comes or goes. */
const GroupPages = memo(function GroupPages({ group }: { readonly group: string }) {
  return (
    <Switch>
      <Route path="/g/:group/agenda">
        <AgendaPage group={group} />
      </Route>
      <Route path="/g/:group/agenda/meetings">
        <MeetingsPage group={group} />
      </Route>
      <Route path="/g/:group/agenda/meetings/new">
        <NewMeetingPage group={group} />
      </Route>
      <Route path="/g/:group/agenda/meetings/:meeting">{({ meeting }) => <MeetingPage key={meeting} group={group} meeting={meeting} />}</Route>
      <Route path="/g/:group/discussions">
        <DiscussionsPage group={group} />
      </Route>
      <Route path="/g/:group/discussions/new">
        <NewThreadPage group={group} />
      </Route>
      <Route path="/g/:group/discussions/:thread">{({ thread }) => <ThreadPage key={thread} group={group} thread={thread} />}</Route>
      <Route path="/g/:group/motions">
        <MotionsPage group={group} />
      </Route>
      <Route path="/g/:group/motions/new">
        <NewMotionPage group={group} />
      </Route>
      <Route path="/g/:group/motions/:motion">{({ motion }) => <MotionPage key={motion} group={group} motion={motion} />}</Route>
      <Route path="/g/:group/documents">
        <DocumentsPage group={group} />
      </Route>
      <Route path="/g/:group/documents/new">
        <NewDocumentPage group={group} />
      </Route>
      <Route path="/g/:group/documents/:document">{({ document }) => <DocumentPage key={document} group={group} document={document} />}</Route>
      <Route path="/g/:group/library">
        <LibraryPage group={group} />
      </Route>
      <Route path="/g/:group/library/new">
        <NewShelfPage group={group} />
      </Route>
      <Route path="/g/:group/library/put/:names">{({ names }) => <PutOnShelfPage key={names} group={group} names={names} />}</Route>
      <Route path="/g/:group/library/item/:item">{({ item }) => <ItemPage key={item} group={group} item={item} page="item" />}</Route>
      <Route path="/g/:group/library/item/:item/change">{({ item }) => <ItemPage key={item} group={group} item={item} page="change" />}</Route>
      <Route path="/g/:group/library/:shelf">{({ shelf }) => <ShelfPage key={shelf} group={group} shelf={shelf} page="shelf" />}</Route>
      <Route path="/g/:group/library/:shelf/change">{({ shelf }) => <ShelfPage key={shelf} group={group} shelf={shelf} page="change" />}</Route>
      <Route path="/g/:group/library/:shelf/add">{({ shelf }) => <ShelfPage key={shelf} group={group} shelf={shelf} page="add" />}</Route>
      <Route path="/g/:group/files">
        <FilesPage group={group} />
      </Route>
      <Route path="/g/:group/members">
        <MembersPage group={group} />
      </Route>
      <Route path="/g/:group/members/bylaws">
        <BylawsPage group={group} />
      </Route>
      <Route path="/g/:group/members/bylaws/change">
        <ChangeBylawsPage group={group} />
      </Route>
      <Route path="/g/:group/members/invite">
        <InvitePage group={group} />
      </Route>
      <Route path="/g/:group/members/evidence">
        <EvidencePage group={group} />
      </Route>
      <Route path="/g/:group/members/:member">{({ member }) => <MemberPage key={member} group={group} member={member} />}</Route>
      <Route path="/g/:group/members/:member/expulsion">{({ member }) => <ProposePage key={member} group={group} member={member} what="expulsion" />}</Route>
      <Route path="/g/:group/members/:member/reinstatement">{({ member }) => <ProposePage key={member} group={group} member={member} what="reinstatement" />}</Route>
      <Route path="/g/:group/delegates">
        <DelegatesPage group={group} />
      </Route>
      <Route path="/g/:group/delegates/new">
        <ProposeMandatePage group={group} />
      </Route>
      <Route path="/g/:group/records">
        <RecordsPage group={group} />
      </Route>
      <Route path="/g/:group/records/decisions">
        <DecisionsPage group={group} />
      </Route>
      <Route path="/g/:group/records/decisions/:motion">{({ motion }) => <DecisionPage key={motion} group={group} motion={motion} />}</Route>
      <Route path="/g/:group/search">
        <SearchPage group={group} />
      </Route>
      <Route path="/g/:group/connection">
        <ConnectionPage group={group} />
      </Route>
      <Route>
        <Redirect to={paths.place(group, "agenda")} replace />
      </Route>
    </Switch>
  );
});
