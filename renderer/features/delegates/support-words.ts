/** MAN-3. Whom I support, as the next word about it would say it. */
import type { OfficeView } from "../../../shared/contract/snapshots.ts";

/** None while my machines contradict each other. */
export const supportedByMe = ({ mySupport }: OfficeView): readonly string[] => (mySupport === "conflict" ? [] : mySupport);

export const without = (office: OfficeView, member: string): readonly string[] => supportedByMe(office).filter((id) => id !== member);

/** At most one a seat: the oldest choice gives way. */
export const withAlso = (office: OfficeView, member: string): readonly string[] => [...without(office, member), member].slice(-office.seats);
