/** Places where nothing is yet. */
import type { Snapshots } from "../../../shared/contract/snapshots.ts";

export const noEvidence: Snapshots["evidence"] = { rows: [], more: 0 };
export const noGroups: Snapshots["groups"] = [];
export const noNotices: Snapshots["notices"] = { rows: [], fresh: [] };
export const noMandates: Snapshots["mandates"] = { offices: [], presented: [] };
export const noFiles: Snapshots["files"] = { files: [], bytesHere: 0, clearable: 0, auto: 2_000_000, quota: 2_000_000_000 };
export const noUploads: Snapshots["uploads"] = [];
export const noMachines: Snapshots["ownMachines"] = [];
