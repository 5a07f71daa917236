/**
 * Around each page: when showing it fails, or a part of the app cannot be loaded, the frame stays, and the person is told
 * what is safe and can try again. A new address is a new attempt.
 */
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Button } from "../design/Button.tsx";
import { ErrorNote } from "../design/ErrorNote.tsx";
import { Page } from "../design/Page.tsx";

export function PageGuard({ children }: { readonly children: ReactNode }) {
  const [location] = useLocation();
  return <Guard location={location}>{children}</Guard>;
}

interface GuardProps {
  readonly location: string;
  readonly children: ReactNode;
}

class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(before: GuardProps): void {
    if (this.state.failed && before.location !== this.props.location) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? <Failed /> : this.props.children;
  }
}

function Failed() {
  const { t } = useTranslation("app");
  return (
    <Page title={t("pageFailed.title")}>
      <ErrorNote act={<Button onPress={() => window.location.reload()}>{t("pageFailed.again")}</Button>}>{t("pageFailed.what")}</ErrorNote>
    </Page>
  );
}
